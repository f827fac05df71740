using System.Text.Json;

namespace Jobbers.Hosts.Tests;

public class QueueTests : ManagerTests
{
    [Fact]
    public async Task Names_are_listed_sorted()
    {
        await Manager.PutAsync("/queues/a", "{}");

        Assert.Equal(["a", "default", "reports"], (await Manager.GetAsync("/queues")).Is(200).Strings("queues"));
    }

    [Fact]
    public async Task A_queue_is_created_once()
    {
        const string body = """
            {"name":"q","max_concurrent":1,"max_concurrent_total":2,"rate_numerator":3,"rate_denominator":4,"rate_period":"minute","max_length":5,"paused":true}
            """;

        var answer = (await Manager.PostAsync("/queues", body)).Is(201);

        Assert.Equal(body.Trim(), answer["queue"].GetRawText());
        (await Manager.PostAsync("/queues", body)).IsProblem(409);
    }

    [Fact]
    public async Task What_is_shown_can_be_put_back()
    {
        await Manager.PutAsync("/queues/q", """{"rate_numerator":3,"rate_period":"day"}""");
        var shown = (await Manager.GetAsync("/queues/q/config")).Is(200)["queue"].GetRawText();

        Assert.Equal(shown, (await Manager.PutAsync("/queues/q", shown)).Is(200)["queue"].GetRawText());
    }

    [Fact]
    public async Task New_limits_replace_old_ones_but_do_not_resume()
    {
        (await Manager.PutAsync("/queues/q", """{"name":"q","max_length":5}""")).Is(200);
        Assert.True((await Manager.PostAsync("/queues/q/pause")).Is(200)["queue"].GetProperty("paused").GetBoolean());

        var queue = (await Manager.PutAsync("/queues/q", """{"max_concurrent":2}""")).Is(200)["queue"];

        Assert.Equal(JsonValueKind.Null, queue.GetProperty("max_length").ValueKind);
        Assert.Equal(2, queue.GetProperty("max_concurrent").GetInt32());
        Assert.True(queue.GetProperty("paused").GetBoolean());
        Assert.False((await Manager.PutAsync("/queues/q", """{"paused":false}""")).Is(200)["queue"].GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task Pausing_holds_tasks_back_until_resumed()
    {
        await Manager.SubmitAsync();
        await Manager.PostAsync("/queues/reports/pause");
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Manager.Worker.ClaimAsync());

        Assert.False((await Manager.PostAsync("/queues/reports/resume")).Is(200)["queue"].GetProperty("paused").GetBoolean());
        await Manager.Worker.ClaimAsync();
    }

    [Fact]
    public async Task A_queue_shows_its_sizes_limits_and_workers()
    {
        await Manager.SubmitAsync();
        await Manager.SubmitAsync();
        await Manager.Worker.FailAsync();
        Manager.Worker.Heartbeat(["reports"]);

        var queue = (await Manager.GetAsync("/queues/reports")).Is(200)["queue"];

        Assert.Equal(1, queue.GetProperty("counts").GetProperty("submitted").GetInt32());
        Assert.Equal(1, queue.GetProperty("counts").GetProperty("failed").GetInt32());
        Assert.Equal(0, queue.GetProperty("counts").GetProperty("started").GetInt32());
        Assert.Equal(1, queue.GetProperty("dead_letters").GetInt32());
        Assert.Equal(1, queue.GetProperty("workers").GetInt32());
        Assert.InRange(queue.GetProperty("oldest_waiting_seconds").GetDouble(), 0, 60);
        Assert.Equal(JsonValueKind.Null, queue.GetProperty("max_length").ValueKind);
    }

    [Fact]
    public async Task An_empty_queue_is_deleted()
    {
        (await Manager.PutAsync("/queues/q", "{}")).Is(200);

        Assert.Contains("q", (await Manager.DeleteAsync("/queues/q")).Is(200)["message"].GetString(), StringComparison.Ordinal);
        (await Manager.GetAsync("/queues/q")).IsProblem(404);
        (await Manager.DeleteAsync("/queues/q")).IsProblem(404);
        (await Manager.DeleteAsync("/queues/default")).IsProblem(409);
        (await Manager.DeleteAsync("/queues/default?force=true")).IsProblem(409);
    }

    [Fact]
    public async Task A_queue_with_tasks_is_deleted_by_force_only()
    {
        var waiting = await Manager.SubmitAsync();

        (await Manager.DeleteAsync("/queues/reports")).IsProblem(409);
        (await Manager.DeleteAsync("/queues/reports?force=maybe")).IsInvalid("force");
        (await Manager.DeleteAsync("/queues/reports?force=true")).Is(200);
        Assert.Equal("cancelled", (await Manager.GetAsync($"/tasks/{waiting}")).Is(200)["status"].GetString());
    }

    [Fact]
    public async Task A_forced_delete_waits_for_what_runs()
    {
        await Manager.SubmitAsync();
        var claim = await Manager.Worker.ClaimAsync();

        (await Manager.DeleteAsync("/queues/reports?force=true")).Is(202);

        Assert.True((await Manager.GetAsync("/queues/reports/config")).Is(200)["queue"].GetProperty("deleting").GetBoolean());
        (await Manager.PostAsync("/tasks", """{"name":"generate_report","params":{"report_id":1}}""")).IsProblem(409);
        (await Manager.PutAsync("/queues/reports", "{}")).IsProblem(409);
        await Manager.Worker.SettleAsync(claim, Lifecycle.OutcomeKind.Completed);

        // Nobody asks again: the manager goes on by itself.
        for (var looks = 0; (await Manager.GetAsync("/queues/reports/config")).Status != 404; looks++)
        {
            Assert.True(looks < 3000, "the queue is still there");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        (await Manager.PostAsync("/queues", """{"name":"reports"}""")).Is(201);
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"a b"}""", "name")]
    [InlineData("""{"name":5}""", "name")]
    [InlineData("""{"name":"q","max_concurrent":0}""", "max_concurrent")]
    [InlineData("""{"name":"q","max_concurrent":100001}""", "max_concurrent")]
    [InlineData("""{"name":"q","max_concurrent":1.5}""", "max_concurrent")]
    [InlineData("""{"name":"q","max_concurrent_total":-1}""", "max_concurrent_total")]
    [InlineData("""{"name":"q","max_length":1e99}""", "max_length")]
    [InlineData("""{"name":"q","rate_numerator":1}""", "rate_period")]
    [InlineData("""{"name":"q","rate_period":"hour"}""", "rate_numerator")]
    [InlineData("""{"name":"q","rate_numerator":1,"rate_period":"week"}""", "rate_period")]
    [InlineData("""{"name":"q","rate_numerator":0,"rate_period":"hour"}""", "rate_numerator")]
    [InlineData("""{"name":"q","rate_numerator":1,"rate_denominator":10001,"rate_period":"hour"}""", "rate_denominator")]
    [InlineData("""{"name":"q","paused":"no"}""", "paused")]
    [InlineData("""{"name":"q","deleting":true}""", "deleting")]
    [InlineData("""["q"]""", "body")]
    public async Task What_is_not_valid_is_named(string body, string path) => (await Manager.PostAsync("/queues", body)).IsInvalid(path);

    [Fact]
    public async Task A_body_must_agree_with_its_path() => (await Manager.PutAsync("/queues/q", """{"name":"r"}""")).IsInvalid("name");

    [Theory]
    [InlineData("GET", "/queues/{0}")]
    [InlineData("GET", "/queues/{0}/config")]
    [InlineData("DELETE", "/queues/{0}")]
    [InlineData("POST", "/queues/{0}/pause")]
    [InlineData("POST", "/queues/{0}/resume")]
    public async Task An_unknown_queue_is_404_and_a_name_that_cannot_be_400(string method, string path)
    {
        (await Manager.SendAsync(method, path.Replace("{0}", "nowhere", StringComparison.Ordinal))).IsProblem(404);
        (await Manager.SendAsync(method, path.Replace("{0}", "a%20b", StringComparison.Ordinal))).IsInvalid("name");
        (await Manager.SendAsync(method, path.Replace("{0}", new string('q', 101), StringComparison.Ordinal))).IsInvalid("name");
    }
}
