using System.Text;

namespace Jobbers.Hosts.Tests;

public class SubmitTests : ManagerTests
{
    [Fact]
    public async Task Without_a_version_the_newest_is_taken()
    {
        var answer = (await Manager.PostAsync("/tasks", """{"name":"echo"}""")).Is(201);

        Assert.Equal(2, answer["version"].GetInt32());
        Assert.Equal("default", answer["queue"].GetString());
        Assert.Equal(5, answer["priority"].GetInt32());
        Assert.Equal("{}", (await Manager.GetAsync($"/tasks/{answer.Id}"))["params"].GetRawText());
    }

    [Fact]
    public async Task Every_option_is_kept()
    {
        var id = await Manager.SubmitAsync(parameters: """{"report_id":1,"title":"é"}""", more: """
            ,"queue":"default","priority":9,"tags":["a","b"],"delay":3600,"id":"01JBKR2E5F3G4H5J6K718M9N0P"
            """);

        var task = (await Manager.GetAsync($"/tasks/{id}")).Is(200);

        Assert.Equal("01JBKR2E5F3G4H5J6K718M9N0P", id);
        Assert.Equal("scheduled", task["status"].GetString());
        Assert.Equal("default", task["queue"].GetString());
        Assert.Equal(9, task["priority"].GetInt32());
        Assert.Equal(["a", "b"], task.Strings("tags"));
        Assert.Equal("""{"report_id":1,"title":"é"}""", task["params"].GetRawText().Replace("\\u00E9", "é", StringComparison.Ordinal));
        Assert.Equal(3600, (task["run_at"].GetDateTimeOffset() - task["submitted_at"].GetDateTimeOffset()).TotalSeconds, 3);
    }

    [Theory]
    [InlineData("2999-01-01T00:00:00Z", "2999-01-01T00:00:00Z")]
    [InlineData("2999-01-01T00:00:00.5+02:00", "2998-12-31T22:00:00.5Z")]
    public async Task A_task_can_be_scheduled_at_a_time(string sent, string shown)
    {
        var answer = (await Manager.PostAsync("/tasks", $$"""{"name":"echo","run_at":"{{sent}}"}""")).Is(201);

        Assert.Equal("scheduled", answer["status"].GetString());
        Assert.Equal(shown, answer["run_at"].GetString());
    }

    [Fact]
    public async Task A_time_that_has_passed_is_now()
    {
        var answer = (await Manager.PostAsync("/tasks", """{"name":"echo","run_at":"2020-01-01T00:00:00Z"}""")).Is(201);

        Assert.Equal("submitted", answer["status"].GetString());
        Assert.False(answer.Has("run_at"));
    }

    [Theory]
    [InlineData("/submit-task", "params")]
    [InlineData("/tasks", "parameters")]
    [InlineData("/submit-task", "parameters")]
    public async Task Names_of_the_older_system_work(string path, string member)
    {
        var id = (await Manager.PostAsync(path, $$$"""{"name":"generate_report","{{{member}}}":{"report_id":7}}""")).Is(201).Id;

        Assert.Equal(7, (await Manager.GetAsync($"/tasks/{id}"))["params"].GetProperty("report_id").GetInt32());
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once() =>
        (await Manager.PostAsync("/tasks", """
            {"name":"generate_report","params":{"report_id":0,"title":"","more":1},"priority":10,"delay":-1,"run_at":"soon",
             "tags":"x","id":"nonsense","queue":"a b","unknown":true}
            """)).IsInvalid(
            "params.report_id", "params.title", "params.more", "priority", "delay", "run_at", "tags", "id", "queue", "unknown");

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"nope"}""", "name")]
    [InlineData("""{"name":5}""", "name")]
    [InlineData("""{"name":"\ud800"}""", "name")]
    [InlineData("""{"name":"echo","version":3}""", "version")]
    [InlineData("""{"name":"echo","version":0}""", "version")]
    [InlineData("""{"name":"echo","version":"1"}""", "version")]
    [InlineData("""{"name":"echo","version":1e999}""", "version")]
    [InlineData("""{"name":"echo","version":99999999999999999999999}""", "version")]
    [InlineData("""{"name":"echo","queue":"nowhere"}""", "queue")]
    [InlineData("""{"name":"echo","queue":""}""", "queue")]
    [InlineData("""{"name":"echo","params":[]}""", "params")]
    [InlineData("""{"name":"echo","params":"x"}""", "params")]
    [InlineData("""{"name":"echo","params":{},"parameters":{}}""", "parameters")]
    [InlineData("""{"name":"generate_report"}""", "params.report_id")]
    [InlineData("""{"name":"generate_report","params":{"report_id":"x"}}""", "params.report_id")]
    [InlineData("""{"name":"generate_report","params":{"report_id":1e400}}""", "params.report_id")]
    [InlineData("""{"name":"generate_report","params":{"report_id":1,"title":"\udc00"}}""", "params")]
    [InlineData("""{"name":"echo","name":"echo"}""", "name")]
    [InlineData("""{"name":"echo","\ud800":1}""", "?")]
    [InlineData("""{"name":"echo","run_at":"2026-03-12T10:00:00"}""", "run_at")]
    [InlineData("""{"name":"echo","run_at":"9999-12-31T23:59:59Z"}""", "run_at")]
    [InlineData("""{"name":"echo","run_at":"2030-01-01T00:00:00Z","delay":1}""", "delay")]
    [InlineData("""{"name":"echo","delay":1e300}""", "delay")]
    [InlineData("""{"name":"echo","tags":["1","2","3","4","5","6","7","8","9","10","11"]}""", "tags")]
    [InlineData("""{"name":"echo","tags":[""]}""", "tags")]
    [InlineData("""{"name":"echo","tags":[1]}""", "tags")]
    [InlineData("""{"name":"echo","id":"UUUUUUUUUUUUUUUUUUUUUUUUUU"}""", "id")]
    [InlineData("""{"name":"echo","id":"81JBKR2E5F3G4H5J6K7L8M9N0P"}""", "id")]
    [InlineData("""[]""", "body")]
    [InlineData("""null""", "body")]
    [InlineData("""5""", "body")]
    public async Task What_is_not_valid_is_named(string body, string path) => (await Manager.PostAsync("/tasks", body)).IsInvalid(path);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"name\":\"echo\"}}")]
    [InlineData("{\"name\":\"echo\",}")]
    [InlineData("{'name':'echo'}")]
    [InlineData("{\"name\":\"echo\"} /* */")]
    [InlineData("NaN")]
    public async Task What_is_no_json_is_refused(string body) => (await Manager.PostAsync("/tasks", body)).IsProblem(400);

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused() =>
        (await Manager.SendAsync("POST", "/tasks", [.. """{"name":"echo","params":{"a":" """u8, 0xff, 0xc0, .. "\"}}"u8], "application/json")).IsProblem(400);

    [Fact]
    public async Task Nesting_is_bounded()
    {
        static string Nested(int depth) => $$$"""{"name":"echo","params":{"a":{{{new string('[', depth)}}}{{{new string(']', depth)}}}}}""";

        (await Manager.PostAsync("/tasks", Nested(60))).Is(201);
        (await Manager.PostAsync("/tasks", Nested(64))).IsProblem(400);
        (await Manager.PostAsync("/tasks", Nested(100_000))).IsProblem(400);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData(null)]
    public async Task Only_json_is_taken(string? contentType) =>
        (await Manager.SendAsync("POST", "/tasks", """{"name":"echo"}"""u8.ToArray(), contentType)).IsProblem(415);

    [Fact]
    public async Task A_charset_does_not_matter() =>
        (await Manager.SendAsync("POST", "/tasks", """{"name":"echo"}"""u8.ToArray(), "Application/JSON; charset=utf-8")).Is(201);

    [Fact]
    public async Task Parameters_may_be_as_large_as_they_are_stored_and_no_larger()
    {
        static string Sized(int bytes) => $$$"""{"name":"echo","params":{"a":"{{{new string('x', bytes - 8)}}}"}}""";

        (await Manager.PostAsync("/tasks", Sized(1024 * 1024))).Is(201);
        (await Manager.PostAsync("/tasks", Sized((1024 * 1024) + 1))).IsProblem(413);
        (await Manager.PostAsync("/tasks", Sized(1200 * 1024))).IsProblem(413);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_bounded_too()
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"name":"echo","params":{"a":"{{{new string('x', 1200 * 1024)}}}"}}""");

        (await Manager.SendAsync("POST", "/tasks", body, "application/json", request => request.Headers.TransferEncodingChunked = true)).IsProblem(413);
    }

    [Fact]
    public async Task A_full_queue_says_when_to_come_back()
    {
        (await Manager.PutAsync("/queues/small", """{"max_length":1}""")).Is(200);
        await Manager.SubmitAsync("echo", "{}", ""","queue":"small" """);

        var answer = (await Manager.PostAsync("/tasks", """{"name":"echo","queue":"small"}""")).IsProblem(429);

        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
    }
}
