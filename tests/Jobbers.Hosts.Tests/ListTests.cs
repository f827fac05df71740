using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Tests;

public class ListTests : ManagerTests
{
    [Fact]
    public async Task A_refused_read_does_not_say_that_nothing_was_changed()
    {
        var read = await Manager.GetAsync("/tasks?status=lost&limit=0");
        var change = await Manager.PutAsync("/queues/a%20b", "{}");

        Assert.Equal("Correct the 2 fields named in errors and send the request again.", read.IsProblem(400)["detail"].GetString());
        Assert.Equal("Nothing was changed. Correct the field named in errors and send the request again.", change.IsProblem(400)["detail"].GetString());
    }

    [Fact]
    public async Task Filters_combine()
    {
        var tagged = await Manager.SubmitAsync(more: ""","tags":["t"]""");
        var echo1 = await Manager.SubmitAsync("echo", "{}", ""","version":1""");
        var echo2 = await Manager.SubmitAsync("echo", "{}");

        // Ids of one millisecond are in no order but their own.
        var newestFirst = new[] { tagged, echo1, echo2 }.OrderDescending(StringComparer.Ordinal);
        Assert.Equal(newestFirst, await IdsAsync("/tasks"));
        Assert.Equal(newestFirst, await IdsAsync("/task-list"));
        Assert.Equal([tagged], await IdsAsync("/tasks?tag=t"));
        Assert.Equal([echo1], await IdsAsync("/tasks?task_name=echo&task_version=1"));
        Assert.Equal([echo1, echo2], await IdsAsync("/tasks?status=submitted&queue=default"));
        Assert.Empty(await IdsAsync("/tasks?status=submitted&queue=default&tag=t"));
        Assert.Empty(await IdsAsync("/tasks?queue=nowhere"));
        Assert.Empty(await IdsAsync("/tasks?submitted_after=2999-01-01T00:00:00Z"));
        Assert.Equal(3, (await IdsAsync("/tasks?submitted_after=2020-01-01T00:00:00%2B01:00&submitted_before=2999-01-01T00:00Z")).Count);
    }

    [Fact]
    public async Task The_worker_of_a_task_finds_it()
    {
        var id = await Manager.SubmitAsync();
        await Manager.SubmitAsync();
        await Manager.Worker.ClaimAsync();

        Assert.Equal([id], await IdsAsync("/tasks?worker=worker-1"));
        Assert.Empty(await IdsAsync("/tasks?worker=worker-2"));
    }

    [Fact]
    public async Task Running_tasks_say_for_how_long()
    {
        var id = await Manager.SubmitAsync();
        var claim = await Manager.Worker.ClaimAsync();
        Manager.Worker.Heartbeat(["reports"], claim);

        var task = Assert.Single((await Manager.GetAsync("/active-tasks?queue=reports&task_name=generate_report")).Is(200)["tasks"].EnumerateArray());

        Assert.Equal(id, task.GetProperty("id").GetString());
        Assert.Equal("worker-1", task.GetProperty("worker").GetString());
        Assert.InRange(task.GetProperty("running_seconds").GetDouble(), 0, 60);
        Assert.Equal(0.5, task.GetProperty("progress").GetDouble());
        Assert.True(task.TryGetProperty("last_heartbeat_at", out _));
        Assert.Empty(await IdsAsync("/active-tasks?queue=default"));
    }

    [Fact]
    public async Task Scheduled_tasks_come_by_due_time()
    {
        var late = await Manager.SubmitAsync(more: ""","delay":900""");
        var soon = await Manager.SubmitAsync(more: ""","delay":60""");

        Assert.Equal([soon, late], await IdsAsync("/scheduled-tasks"));
        Assert.Empty(await IdsAsync("/scheduled-tasks?task_name=echo"));
    }

    [Theory]
    [InlineData("/tasks", 2)]
    [InlineData("/tasks?status=submitted", 2)]
    [InlineData("/task-list?status=submitted&queue=default", 3)]
    public async Task Pages_join_without_gap_or_repeat(string path, int limit)
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 7; i++)
            ids.Add(await Manager.SubmitAsync("echo", "{}"));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var next = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = (await Manager.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}{next}")).Is(200);
            Assert.True(page["tasks"].GetArrayLength() <= limit);
            seen.AddRange(Ids(page));
            cursor = page["next_cursor"].GetString();
        }
        while (cursor is not null);

        Assert.Equal(7, seen.Count);
        Assert.True(ids.SetEquals(seen));
    }

    [Fact]
    public async Task Fifty_tasks_are_a_page_unless_told_otherwise()
    {
        await Manager.PostAsync("/tasks/batch", $"[{string.Join(',', Enumerable.Repeat("""{"name":"echo"}""", 60))}]");

        Assert.Equal(50, (await IdsAsync("/tasks")).Count);
        Assert.Equal(60, (await IdsAsync("/tasks?limit=200")).Count);
    }

    [Theory]
    [InlineData("/tasks?status=nonsense&limit=0&task_version=x&submitted_after=now&queue=a%20b&colour=red", "status", "limit", "task_version", "submitted_after", "queue", "colour")]
    [InlineData("/tasks?status=unsubmitted", "status")]
    [InlineData("/tasks?status=SUBMITTED", "status")]
    [InlineData("/tasks?limit=201", "limit")]
    [InlineData("/tasks?limit=-1", "limit")]
    [InlineData("/tasks?limit=99999999999999999999", "limit")]
    [InlineData("/tasks?limit=1&limit=2", "limit")]
    [InlineData("/tasks?cursor=nonsense", "cursor")]
    [InlineData("/tasks?submitted_before=2026-13-01T00:00:00Z", "submitted_before")]
    [InlineData("/tasks?submitted_before=2026-03-12", "submitted_before")]
    [InlineData("/scheduled-tasks?status=failed", "status")]
    [InlineData("/scheduled-tasks?cursor=%00", "cursor")]
    [InlineData("/active-tasks?limit=x", "limit")]
    [InlineData("/dead-letter-queue?limit=201", "limit")]
    [InlineData("/dead-letter-queue?cursor=x", "cursor")]
    [InlineData("/dead-letter-queue?tag=x", "tag")]
    [InlineData("/workers?x=1", "x")]
    [InlineData("/tasks/01JBKR2E5F3G4H5J6K718M9N0P?x=1", "x")]
    [InlineData("/queues/reports?x=1", "x")]
    public async Task What_is_not_valid_is_named(string path, params string[] names) => (await Manager.GetAsync(path)).IsInvalid(names);

    [Fact]
    public async Task A_cursor_of_another_listing_is_refused()
    {
        await Manager.SubmitAsync();
        await Manager.SubmitAsync();
        var cursor = (await Manager.GetAsync("/tasks?status=submitted&limit=1"))["next_cursor"].GetString()!;

        (await Manager.GetAsync($"/tasks?status=failed&cursor={Uri.EscapeDataString(cursor)}")).IsInvalid("cursor");
    }

    [Fact]
    public async Task Ends_come_newest_first()
    {
        var first = await Manager.SubmitAsync();
        await Manager.Worker.CompleteAsync();
        var second = await Manager.SubmitAsync();
        await Manager.Worker.CompleteAsync();
        await Manager.SubmitAsync();
        await Manager.Worker.SettleAsync(await Manager.Worker.ClaimAsync(), OutcomeKind.Stalled);

        Assert.Equal([second, first], await IdsAsync("/tasks?status=completed"));
        Assert.Single(await IdsAsync("/tasks?status=stalled"));
    }

    private async Task<List<string>> IdsAsync(string path) => Ids((await Manager.GetAsync(path)).Is(200));

    private static List<string> Ids(Answer page) => [.. page["tasks"].EnumerateArray().Select(task => task.GetProperty("id").GetString()!)];
}
