namespace Jobbers.Hosts.Tests;

public class DeadLetterTests : ManagerTests
{
    private const string Unknown = "01JBKR2E5F3G4H5J6K718M9N0P";

    [Fact]
    public async Task They_are_found_by_what_went_wrong()
    {
        var first = await FailAsync("ConnectionError");
        var second = await FailAsync("Timeout");

        Assert.Equal([second, first], await IdsAsync("/dead-letter-queue"));
        Assert.Equal([first], await IdsAsync("/dead-letter-queue?error_type=ConnectionError"));
        Assert.Equal([second, first], await IdsAsync("/dead-letter-queue?queue=reports&task_name=generate_report&task_version=1"));
        Assert.Empty(await IdsAsync("/dead-letter-queue?queue=default"));
        Assert.True((await Manager.GetAsync($"/tasks/{first}"))["dead_letter"].GetBoolean());
    }

    [Fact]
    public async Task Twenty_five_are_a_page_unless_told_otherwise()
    {
        for (var i = 0; i < 27; i++)
            await FailAsync("E");

        var page = (await Manager.GetAsync("/dead-letter-queue")).Is(200);
        var rest = (await Manager.GetAsync($"/dead-letter-queue?cursor={Uri.EscapeDataString(page["next_cursor"].GetString()!)}")).Is(200);

        Assert.Equal(25, page["tasks"].GetArrayLength());
        Assert.Equal(2, rest["tasks"].GetArrayLength());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest["next_cursor"].ValueKind);
    }

    [Fact]
    public async Task Named_ones_are_resubmitted_and_what_is_none_is_said_to_be_none()
    {
        var dead = await FailAsync("E");
        var other = await FailAsync("E");
        var waiting = await Manager.SubmitAsync();

        var answer = (await Manager.PostAsync("/dead-letter-queue/resubmit", $$"""{"task_ids":["{{dead}}","{{waiting}}","{{Unknown}}","x"]}""")).Is(200);

        Assert.Equal(1, answer["resubmitted"].GetInt32());
        Assert.Equal(dead, Assert.Single(answer["tasks"].EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal([waiting, Unknown, "x"], answer["refused"].EnumerateArray().Select(refused => refused.GetProperty("task_id").GetString()));
        Assert.All(answer["refused"].EnumerateArray(), refused => Assert.Equal("There is no dead letter of this id.", refused.GetProperty("detail").GetString()));
        Assert.Equal([other], await IdsAsync("/dead-letter-queue"));
    }

    [Fact]
    public async Task A_filter_and_a_limit_resubmit_some()
    {
        var first = await FailAsync("A");
        var second = await FailAsync("B");
        var third = await FailAsync("B");

        var byType = (await Manager.PostAsync("/dead-letter-queue/resubmit", """{"error_type":"A"}""")).Is(200);
        var one = (await Manager.PostAsync("/dead-letter-queue/resubmit", """{"queue":"reports","task_version":1,"limit":1}""")).Is(200);

        Assert.Equal(first, byType["tasks"][0].GetProperty("id").GetString());
        Assert.False(byType["more"].GetBoolean());
        Assert.Equal(third, one["tasks"][0].GetProperty("id").GetString());
        Assert.True(one["more"].GetBoolean());
        Assert.Equal([second], await IdsAsync("/dead-letter-queue"));
        Assert.Equal(0, (await Manager.PostAsync("/dead-letter-queue/resubmit", """{"task_name":"echo"}""")).Is(200)["resubmitted"].GetInt32());
    }

    [Fact]
    public async Task A_refused_resubmit_says_why()
    {
        (await Manager.PutAsync("/queues/small", """{"max_length":1}""")).Is(200);
        var dead = await Manager.SubmitAsync(more: ""","queue":"small" """);
        await Manager.Worker.FailAsync("small");
        await Manager.SubmitAsync(more: ""","queue":"small" """);

        var answer = (await Manager.PostAsync("/dead-letter-queue/resubmit", """{"queue":"small"}""")).Is(200);

        Assert.Equal(0, answer["resubmitted"].GetInt32());
        var refused = Assert.Single(answer["refused"].EnumerateArray());
        Assert.Equal(dead, refused.GetProperty("task_id").GetString());
        Assert.Contains("max_length", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal([dead], await IdsAsync("/dead-letter-queue"));
    }

    [Fact]
    public async Task Removing_counts_what_was_there()
    {
        var dead = await FailAsync("E");

        var body = $$"""{"task_ids":["{{dead}}","{{dead}}","{{Unknown}}","x"]}""";
        Assert.Equal(1, (await Manager.DeleteAsync("/dead-letter-queue", body)).Is(200)["removed"].GetInt32());
        Assert.Equal(0, (await Manager.DeleteAsync("/dead-letter-queue", body)).Is(200)["removed"].GetInt32());
        Assert.Empty(await IdsAsync("/dead-letter-queue"));
        Assert.Equal("failed", (await Manager.GetAsync($"/tasks/{dead}"))["status"].GetString());
    }

    [Theory]
    [InlineData("""{}""", "task_ids")]
    [InlineData("""{"reset_retry_count":true}""", "task_ids")]
    [InlineData("""{"task_ids":["x"],"queue":"reports"}""", "task_ids")]
    [InlineData("""{"task_ids":[null]}""", "task_ids")]
    [InlineData("""{"queue":"reports","limit":0}""", "limit")]
    [InlineData("""{"queue":"reports","limit":1001}""", "limit")]
    [InlineData("""{"queue":"reports","reset_retry_count":"yes"}""", "reset_retry_count")]
    [InlineData("""{"task_name":5}""", "task_name")]
    [InlineData("""{"name":"generate_report"}""", "name")]
    [InlineData("""[]""", "body")]
    public async Task A_resubmit_that_is_not_valid_is_named(string body, string path) =>
        (await Manager.PostAsync("/dead-letter-queue/resubmit", body)).IsInvalid(path);

    [Theory]
    [InlineData("""{}""", "task_ids")]
    [InlineData("""{"task_ids":{}}""", "task_ids")]
    [InlineData("""{"queue":"reports"}""", "queue")]
    public async Task A_removal_that_is_not_valid_is_named(string body, string path) =>
        Assert.True((await Manager.DeleteAsync("/dead-letter-queue", body)).IsProblem(400)["errors"].TryGetProperty(path, out _));

    [Fact]
    public async Task A_removal_needs_json()
    {
        (await Manager.DeleteAsync("/dead-letter-queue")).IsProblem(415);
        (await Manager.SendAsync("DELETE", "/dead-letter-queue", "{}"u8.ToArray(), "text/plain")).IsProblem(415);
    }

    private async Task<string> FailAsync(string type)
    {
        var id = await Manager.SubmitAsync();
        await Manager.Worker.FailAsync(type: type);
        return id;
    }

    private async Task<List<string>> IdsAsync(string path) =>
        [.. (await Manager.GetAsync(path)).Is(200)["tasks"].EnumerateArray().Select(task => task.GetProperty("id").GetString()!)];
}
