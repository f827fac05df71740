using System.Globalization;
using System.Text.Json;
using Jobbers.Hosts.Tests.Samples;

namespace Jobbers.Hosts.Tests;

/// <summary>Every request the seed system's README shows, sent as it stands there, and its answer.</summary>
public class SeedReadmeTests : ManagerTests
{
    private const string Submit = """{"name": "generate_report", "version": 1, "queue": "reports", "params": {"report_id": 42}}""";

    [Fact]
    public async Task Submit_a_task()
    {
        var answer = (await Manager.PostAsync("/tasks", Submit)).Is(201);

        Shows("""
            {"id": "…", "name": "generate_report", "status": "submitted", "queue": "reports", "submitted_at": "…"}
            """, answer);
        Assert.Matches("^[0-7][0-9A-HJKMNP-TV-Z]{25}$", answer.Id);
        Assert.Equal("generate_report", answer["name"].GetString());
        Assert.Equal(1, answer["version"].GetInt32());
        Assert.Equal("submitted", answer["status"].GetString());
        Assert.Equal("reports", answer["queue"].GetString());
        IsRecent(answer, "submitted_at");
        Assert.Equal($"/tasks/{answer.Id}", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Inspect_a_task()
    {
        var id = (await Manager.PostAsync("/tasks", Submit)).Id;
        var claim = await Manager.Worker.ClaimAsync();
        Manager.Worker.Heartbeat(["reports"], claim);

        var answer = (await Manager.GetAsync($"/task-status/{id}")).Is(200);

        Shows("""
            {"id": "…", "name": "generate_report", "status": "started", "queue": "reports", "submitted_at": "…", "started_at": "…",
             "last_heartbeat_at": "…", "retry_attempt": 0}
            """, answer);
        Assert.Equal(id, answer.Id);
        Assert.Equal("generate_report", answer["name"].GetString());
        Assert.Equal("started", answer["status"].GetString());
        Assert.Equal("reports", answer["queue"].GetString());
        Assert.Equal(0, answer["retry_attempt"].GetInt32());
        Assert.All(["submitted_at", "started_at", "last_heartbeat_at"], field => IsRecent(answer, field));
        Assert.False(answer.Has("completed_at"));
    }

    [Fact]
    public async Task List_tasks_by_status_and_queue()
    {
        var started = (await Manager.PostAsync("/tasks", Submit)).Id;
        await Manager.Worker.ClaimAsync();
        await Manager.PostAsync("/tasks", Submit);

        var answer = (await Manager.GetAsync("/tasks?status=started&queue=reports")).Is(200);

        Assert.Equal(started, Assert.Single(answer["tasks"].EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer["next_cursor"].ValueKind);
        Assert.Single((await Manager.GetAsync("/tasks?status=started")).Is(200)["tasks"].EnumerateArray());
    }

    [Fact]
    public async Task Retrieve_a_result()
    {
        var id = (await Manager.PostAsync("/tasks", Submit)).Id;
        await Manager.Worker.CompleteAsync(result: """{"url": "/reports/42.pdf"}""");

        var answer = (await Manager.GetAsync($"/task-status/{id}")).Is(200);

        Shows("""
            {"id": "…", "status": "completed", "result": {"url": "/reports/42.pdf"}, "completed_at": "…"}
            """, answer);
        Assert.Equal("/reports/42.pdf", answer["result"].GetProperty("url").GetString());
        IsRecent(answer, "completed_at");
        Assert.False(answer.Has("error"));
    }

    [Fact]
    public async Task Retrieve_an_error()
    {
        var id = (await Manager.PostAsync("/tasks", Submit)).Id;
        for (var i = 0; i < 3; i++)
            await Manager.Worker.SettleAsync(await Manager.Worker.ClaimAsync(), Lifecycle.OutcomeKind.Retry, failure: Lifecycle.AttemptFailure.From("ConnectionError", "upstream timed out"));
        await Manager.Worker.FailAsync();

        var answer = (await Manager.GetAsync($"/task-status/{id}")).Is(200);

        Shows("""
            {"id": "…", "status": "failed", "error": "ConnectionError: upstream timed out", "retry_attempt": 3}
            """, answer);
        Assert.False(answer.Has("result"));
    }

    [Fact]
    public async Task Inspect_the_dead_letter_queue()
    {
        var id = (await Manager.PostAsync("/tasks", Submit)).Id;
        await Manager.Worker.FailAsync();

        var byName = (await Manager.GetAsync("/dead-letter-queue?task_name=generate_report")).Is(200);
        var byQueue = (await Manager.GetAsync("/dead-letter-queue?queue=reports&limit=25")).Is(200);
        var history = (await Manager.GetAsync($"/dead-letter-queue/{id}/history")).Is(200);

        Assert.Equal(id, Assert.Single(byName["tasks"].EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(id, Assert.Single(byQueue["tasks"].EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(id, history["task_id"].GetString());
        var attempt = Assert.Single(history["history"].EnumerateArray());
        Assert.Equal(1, attempt.GetProperty("attempt").GetInt32());
        Assert.Equal("ConnectionError: upstream timed out", attempt.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Resubmit_failed_tasks_in_bulk()
    {
        var id = (await Manager.PostAsync("/tasks", Submit)).Id;
        await Manager.Worker.FailAsync();

        var answer = (await Manager.PostAsync(
            "/dead-letter-queue/resubmit", """{"task_name": "generate_report", "reset_retry_count": true, "limit": 50}""")).Is(200);

        Assert.Equal(1, answer["resubmitted"].GetInt32());
        var task = Assert.Single(answer["tasks"].EnumerateArray());
        Assert.Equal(id, task.GetProperty("id").GetString());
        Assert.Equal("submitted", task.GetProperty("status").GetString());
        Assert.Empty((await Manager.GetAsync("/dead-letter-queue")).Is(200)["tasks"].EnumerateArray());
        Assert.Single((await Manager.GetAsync($"/dead-letter-queue/{id}/history")).Is(200)["history"].EnumerateArray());
    }

    [Fact]
    public async Task Cancel_a_task()
    {
        var waiting = (await Manager.PostAsync("/tasks", Submit)).Id;
        var running = (await Manager.PostAsync("/tasks", Submit)).Id;

        Assert.Equal("cancelled", (await Manager.PostAsync($"/task/{waiting}/cancel")).Is(200)["status"].GetString());
        await Manager.Worker.ClaimAsync();
        Assert.Equal("cancellation_requested", (await Manager.PostAsync($"/task/{running}/cancel")).Is(202)["status"].GetString());
        (await Manager.PostAsync($"/task/{waiting}/cancel")).IsProblem(409);
    }

    [Fact]
    public async Task Cancel_many_tasks_at_once()
    {
        var id = (await Manager.PostAsync("/tasks", Submit)).Id;

        var answer = (await Manager.PostAsync("/tasks/cancel", $$"""{"task_ids": ["{{id}}", "01ABC...", "01DEF..."]}""")).Is(200);

        Assert.Equal(
            [(id, "cancelled"), ("01ABC...", "invalid_id"), ("01DEF...", "invalid_id")],
            answer["results"].EnumerateArray().Select(result => (result.GetProperty("task_id").GetString()!, result.GetProperty("status").GetString()!)));
    }

    [Fact]
    public async Task Tasks_waiting_on_a_retry_delay()
    {
        var id = (await Manager.PostAsync("/tasks", Submit)).Id;
        var claim = await Manager.Worker.ClaimAsync();
        await Manager.Worker.SettleAsync(claim, Lifecycle.OutcomeKind.Retry, failure: Lifecycle.AttemptFailure.From("E", "m"), delay: TimeSpan.FromMinutes(5));

        var task = Assert.Single((await Manager.GetAsync("/scheduled-tasks")).Is(200)["tasks"].EnumerateArray());

        Assert.Equal(id, task.GetProperty("id").GetString());
        Assert.Equal(1, task.GetProperty("retry_attempt").GetInt32());
    }

    [Fact]
    public async Task Create_a_queue_with_a_rate()
    {
        // The queue exists, because a registered task names it: the README's reader would have no such task.
        (await Manager.DeleteAsync("/queues/reports")).Is(200);
        var answer = (await Manager.PostAsync("/queues", """
            {
                "name": "reports",
                "max_concurrent": 5,
                "rate_numerator": 100,
                "rate_denominator": 1,
                "rate_period": "hour"
            }
            """)).Is(201);

        var queue = answer["queue"];
        Assert.Equal("reports", queue.GetProperty("name").GetString());
        Assert.Equal(5, queue.GetProperty("max_concurrent").GetInt32());
        Assert.Equal(100, queue.GetProperty("rate_numerator").GetInt32());
        Assert.Equal(1, queue.GetProperty("rate_denominator").GetInt32());
        Assert.Equal("hour", queue.GetProperty("rate_period").GetString());
        Assert.Equal(answer.Text, (await Manager.GetAsync("/queues/reports/config")).Is(200).Text);
    }

    [Fact]
    public async Task Manage_roles()
    {
        (await Manager.PutAsync("/queues/exports", "{}")).Is(200);
        (await Manager.PostAsync("/roles", """{"name": "heavy-workers", "queues": ["reports"]}""")).Is(201);
        (await Manager.PutAsync("/roles/heavy-workers", """["reports", "exports"]""")).Is(200);

        Assert.Equal(["heavy-workers"], (await Manager.GetAsync("/roles")).Is(200).Strings("roles"));
        Assert.Equal(["exports", "reports"], (await Manager.GetAsync("/roles/heavy-workers")).Is(200).Strings("queues"));
        (await Manager.DeleteAsync("/roles/heavy-workers")).Is(200);
        (await Manager.GetAsync("/roles/heavy-workers")).IsProblem(404);
    }

    [Fact]
    public async Task What_fails_when_and_why_and_how_many_wait()
    {
        await Manager.PostAsync("/tasks", Submit);
        await Manager.PostAsync("/tasks", Submit);
        await Manager.Worker.ClaimAsync();

        Shows("""{"tasks": [{"name": "generate_report", "status": "started", "worker": "worker-1"}]}""", (await Manager.GetAsync("/tasks?status=started")).Is(200));
        Shows("""{"tasks": [], "next_cursor": null}""", (await Manager.GetAsync("/scheduled-tasks")).Is(200));
        Shows("""{"tasks": [], "next_cursor": null}""", (await Manager.GetAsync("/dead-letter-queue?queue=reports&limit=25")).Is(200));
        Shows("""{"queue": {"name": "reports", "counts": {"submitted": 1, "started": 1}}}""", (await Manager.GetAsync("/queues/reports")).Is(200));
    }

    [Fact]
    public async Task Every_row_of_the_queue_table()
    {
        Shows("""{"queues": ["default", "reports"]}""", (await Manager.GetAsync("/queues")).Is(200));
        Shows("""{"queue": {"name": "exports", "max_concurrent": 2}}""", (await Manager.PostAsync("/queues", """{"name": "exports", "max_concurrent": 2}""")).Is(201));
        Shows("""{"queue": {"name": "exports", "max_concurrent": 2, "rate_period": null}}""", (await Manager.GetAsync("/queues/exports/config")).Is(200));
        Shows("""{"queue": {"name": "exports", "max_concurrent": 7}}""", (await Manager.PutAsync("/queues/exports", """{"name": "exports", "max_concurrent": 7}""")).Is(200));
        Shows("""{"queue": {"name": "fresh"}}""", (await Manager.PutAsync("/queues/fresh", """{"name": "fresh"}""")).Is(200));
        Shows("""{"message": "…"}""", (await Manager.DeleteAsync("/queues/exports")).Is(200));
        Shows("""{"queues": ["default", "fresh", "reports"]}""", (await Manager.GetAsync("/queues")).Is(200));
    }

    [Fact]
    public async Task Every_row_of_the_role_table()
    {
        (await Manager.PutAsync("/queues/exports", "{}")).Is(200);

        Shows("""{"roles": []}""", (await Manager.GetAsync("/roles")).Is(200));
        Shows("""{"role": "heavy-workers", "queues": ["exports", "reports"]}""", (await Manager.PostAsync("/roles", """{"name": "heavy-workers", "queues": ["reports", "exports"]}""")).Is(201));
        Shows("""{"role": "heavy-workers", "queues": ["exports", "reports"]}""", (await Manager.GetAsync("/roles/heavy-workers")).Is(200));
        Shows("""{"role": "heavy-workers", "queues": ["reports"]}""", (await Manager.PutAsync("/roles/heavy-workers", """["reports"]""")).Is(200));
        Shows("""{"role": "light-workers", "queues": ["default"]}""", (await Manager.PutAsync("/roles/light-workers", """{"queues": ["default"]}""")).Is(200));
        Shows("""{"roles": ["heavy-workers", "light-workers"]}""", (await Manager.GetAsync("/roles")).Is(200));
        Shows("""{"message": "…"}""", (await Manager.DeleteAsync("/roles/heavy-workers")).Is(200));
        (await Manager.GetAsync("/roles/heavy-workers")).IsProblem(404);
    }

    /// <summary>The answer is what is shown; members not shown may be there, … stands for what differs each time.</summary>
    private static void Shows(string shown, Answer answer) => Assert.Null(Walkthrough.Difference(JsonElement.Parse(shown), answer.Json));

    private static void IsRecent(Answer answer, string field)
    {
        var text = answer[field].GetString()!;
        Assert.EndsWith("Z", text, StringComparison.Ordinal);
        var time = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        Assert.InRange(time, TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1), TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1));
    }
}
