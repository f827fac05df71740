using System.Diagnostics;
using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Tests;

public class TaskTests : ManagerTests
{
    private const string Unknown = "01JBKR2E5F3G4H5J6K718M9N0P";

    [Theory]
    [InlineData("/tasks/{0}")]
    [InlineData("/task-status/{0}")]
    [InlineData("/tasks/{0}/wait?timeout=0")]
    [InlineData("/tasks/{0}/history")]
    [InlineData("/tasks/{0}/why")]
    [InlineData("/dead-letter-queue/{0}/history")]
    public async Task An_unknown_task_is_404_and_a_malformed_id_400(string path)
    {
        (await Manager.GetAsync(path.Replace("{0}", Unknown, StringComparison.Ordinal))).IsProblem(404);
        foreach (var id in (string[])["x", "01JBKR2E5F3G4H5J6K718M9N0", "01JBKR2E5F3G4H5J6K718M9N0PP", "U1JBKR2E5F3G4H5J6K718M9N0P", "81JBKR2E5F3G4H5J6K718M9N0P", "%ff%fe", "%F0%9F%98%80"])
            (await Manager.GetAsync(path.Replace("{0}", id, StringComparison.Ordinal))).IsProblem(400);
    }

    [Fact]
    public async Task A_running_task_says_where_and_for_how_long()
    {
        var id = await Manager.SubmitAsync();
        var claim = await Manager.Worker.ClaimAsync();
        Manager.Worker.Heartbeat(["reports"], claim);

        var task = (await Manager.GetAsync($"/tasks/{id.ToLowerInvariant()}")).Is(200);

        Assert.Equal("worker-1", task["worker"].GetString());
        Assert.Equal(0.5, task["progress"].GetDouble());
        Assert.Equal("half way", task["message"].GetString());
        Assert.Equal(300, task["max_heartbeat_interval"].GetDouble());
        Assert.InRange(task["running_seconds"].GetDouble(), 0, 60);
        Assert.True(task["token"].GetInt64() > 0);
    }

    [Fact]
    public async Task Waiting_ends_with_the_task()
    {
        var id = await Manager.SubmitAsync();
        var wait = Manager.GetAsync($"/tasks/{id}/wait?timeout=20");
        await Manager.Worker.CompleteAsync(result: """{"ok":true}""");

        var task = (await wait).Is(200);

        Assert.Equal("completed", task["status"].GetString());
        Assert.True(task["result"].GetProperty("ok").GetBoolean());
        Assert.Equal("completed", (await Manager.GetAsync($"/tasks/{id}/wait?timeout=0")).Is(200)["status"].GetString());
    }

    [Fact]
    public async Task Waiting_ends_at_its_timeout()
    {
        var id = await Manager.SubmitAsync();
        var longer = Manager.GetAsync($"/tasks/{id}/wait?timeout=20");
        var watch = Stopwatch.StartNew();

        Assert.Equal("", (await Manager.GetAsync($"/tasks/{id}/wait?timeout=0.3")).Is(204).Text);

        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.25), $"{watch.Elapsed}");
        // It was its own limit: the other one still waits, and so would one without any.
        Assert.False(longer.IsCompleted);
        await Manager.Worker.CompleteAsync();
        (await longer).Is(200);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("61")]
    [InlineData("1e9")]
    [InlineData("NaN")]
    [InlineData("x")]
    [InlineData("-Infinity")]
    [InlineData("1&timeout=2")]
    public async Task A_wait_takes_0_to_60_seconds(string timeout)
    {
        var id = await Manager.SubmitAsync();
        (await Manager.GetAsync($"/tasks/{id}/wait?timeout={timeout}")).IsInvalid("timeout");
    }

    [Fact]
    public async Task History_tells_every_attempt()
    {
        var id = await Manager.SubmitAsync();
        await Manager.Worker.SettleAsync(await Manager.Worker.ClaimAsync(), OutcomeKind.Retry, failure: AttemptFailure.From("Timeout", "took too long", "at A.B()"));
        await Manager.Worker.CompleteAsync();

        var answer = (await Manager.GetAsync($"/tasks/{id}/history")).Is(200);

        Assert.Equal(id, answer["task_id"].GetString());
        Assert.Equal(["retry", "completed"], answer["history"].EnumerateArray().Select(attempt => attempt.GetProperty("outcome").GetString()));
        var first = answer["history"][0];
        Assert.Equal(1, first.GetProperty("attempt").GetInt32());
        Assert.Equal("worker-1", first.GetProperty("worker").GetString());
        Assert.Equal("Timeout", first.GetProperty("error_type").GetString());
        Assert.Equal("Timeout: took too long", first.GetProperty("error").GetString());
        Assert.Equal("at A.B()", first.GetProperty("stack_trace").GetString());
        Assert.EndsWith("Z", first.GetProperty("ended_at").GetString(), StringComparison.Ordinal);
        Assert.False(answer["history"][1].TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Why_names_every_reason()
    {
        (await Manager.PutAsync("/queues/reports", """{"max_concurrent_total":1,"rate_numerator":1,"rate_period":"hour"}""")).Is(200);
        var running = await Manager.SubmitAsync();
        await Manager.SubmitAsync();
        var waiting = await Manager.SubmitAsync();
        await Manager.Worker.ClaimAsync();
        await Manager.PostAsync("/queues/reports/pause");

        Assert.Equal(["paused", "no_worker", "rate_limited", "max_concurrent_total", "tasks_ahead"], await ReasonsAsync(waiting));
        Assert.Equal(["running"], await ReasonsAsync(running));
    }

    [Fact]
    public async Task Why_knows_the_workers()
    {
        var known = await Manager.SubmitAsync();
        Assert.Equal(["no_worker"], await ReasonsAsync(known));

        Manager.Worker.Heartbeat(["reports", "default"]);
        Assert.Equal(["next"], await ReasonsAsync(known));
        Assert.Equal(["unknown_task"], await ReasonsAsync(await Manager.SubmitAsync("echo", "{}")));

        var claims = new[] { await Manager.Worker.ClaimAsync(), await Manager.Worker.ClaimAsync("default") };
        Manager.Worker.Heartbeat(["reports", "default"], claims);
        Assert.Equal(["no_slot"], await ReasonsAsync(await Manager.SubmitAsync()));
    }

    [Fact]
    public async Task Why_says_of_a_task_that_was_put_back_that_no_worker_knows_it()
    {
        var unknown = await Manager.SubmitAsync("echo", "{}", ""","delay":5""");
        var known = await Manager.SubmitAsync(more: ""","delay":5""");
        Manager.Worker.Heartbeat(["reports", "default"]);

        Assert.Equal(["scheduled", "unknown_task"], await ReasonsAsync(unknown));
        Assert.Equal(["scheduled"], await ReasonsAsync(known));
    }

    [Fact]
    public async Task Why_knows_schedules_and_ends()
    {
        var id = await Manager.SubmitAsync(more: ""","delay":600""");
        Assert.Equal(["scheduled"], await ReasonsAsync(id));
        await Manager.PostAsync($"/tasks/{id}/cancel");
        Assert.Equal(["ended"], await ReasonsAsync(id));
    }

    [Fact]
    public async Task An_ended_task_gets_a_second_chance()
    {
        var id = await Manager.SubmitAsync();
        (await Manager.PostAsync($"/tasks/{id}/resubmit")).IsProblem(409);
        await Manager.Worker.FailAsync();

        var task = (await Manager.PostAsync($"/tasks/{id}/resubmit")).Is(200);

        Assert.Equal("submitted", task["status"].GetString());
        Assert.False(task.Has("error"));
        (await Manager.PostAsync($"/tasks/{Unknown}/resubmit")).IsProblem(404);
        (await Manager.PostAsync("/tasks/x/resubmit")).IsProblem(400);
    }

    [Fact]
    public async Task A_second_chance_may_keep_the_retry_count()
    {
        var id = await Manager.SubmitAsync();
        await Manager.Worker.SettleAsync(await Manager.Worker.ClaimAsync(), OutcomeKind.Retry, failure: AttemptFailure.From("E", "m"));
        await Manager.Worker.FailAsync();

        Assert.Equal(1, (await Manager.PostAsync($"/tasks/{id}/resubmit", """{"reset_retry_count":false}""")).Is(200)["retry_attempt"].GetInt32());
        await Manager.Worker.FailAsync();
        Assert.Equal(0, (await Manager.PostAsync($"/tasks/{id}/resubmit", "{}")).Is(200)["retry_attempt"].GetInt32());
        (await Manager.PostAsync($"/tasks/{id}/resubmit", """{"reset_retry_count":1}""")).IsInvalid("reset_retry_count");
        (await Manager.PostAsync($"/tasks/{id}/resubmit", """{"reset":true}""")).IsInvalid("reset");
    }

    [Fact]
    public async Task A_second_chance_needs_its_queue()
    {
        (await Manager.PutAsync("/queues/small", """{"max_length":1}""")).Is(200);
        var first = await Manager.SubmitAsync(more: ""","queue":"small" """);
        await Manager.Worker.FailAsync("small");
        await Manager.SubmitAsync(more: ""","queue":"small" """);

        (await Manager.PostAsync($"/tasks/{first}/resubmit")).IsProblem(429);
        (await Manager.DeleteAsync("/queues/small?force=true")).Is(200);
        (await Manager.PostAsync($"/tasks/{first}/resubmit")).IsProblem(409);
    }

    private async Task<List<string>> ReasonsAsync(string id)
    {
        var answer = (await Manager.GetAsync($"/tasks/{id}/why")).Is(200);
        Assert.Equal(id, answer["task_id"].GetString());
        Assert.All(answer["reasons"].EnumerateArray(), reason => Assert.EndsWith(".", reason.GetProperty("detail").GetString(), StringComparison.Ordinal));
        return [.. answer["reasons"].EnumerateArray().Select(reason => reason.GetProperty("code").GetString()!)];
    }
}
