using Jobbers.Catalog;
using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;
using Jobbers.Submission;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>What the generated methods promise, over a store and over HTTP alike: the same tests, the same tasks, real stores.</summary>
public abstract partial class ClientTests(string engine) : IAsyncLifetime
{
    private const string Shut = "shut";

    private ClientHost _host = null!;
    private JobbersClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract JobbersClient Create(ClientHost host);

    public async ValueTask InitializeAsync()
    {
        _host = await ClientHost.StartAsync(engine);
        _client = Create(_host);
        await _host.Store.Routing.PutQueueAsync(new QueueConfig { Name = Shut, Paused = true }, true, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        (_client as IDisposable)?.Dispose();
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Results_come_back_typed()
    {
        var sum = await (await _client.EnqueueAdd(40, 2, cancellationToken: Stop)).ResultAsync(Stop);
        var echoed = await (await _client.EnqueueEcho("häß \"\\\u0001 😀", cancellationToken: Stop)).ResultAsync(Stop);
        var validated = await (await _client.EnqueueValidated(7, "n", ReportKind.Html, [new Section("a", 1), new Section("b", 2)], cancellationToken: Stop)).ResultAsync(Stop);
        await (await _client.EnqueueNoop(cancellationToken: Stop)).WaitAsync(Stop);

        Assert.Equal(42, sum.Value);
        Assert.Equal("häß \"\\\u0001 😀", echoed.Value);
        Assert.Equal((7, ReportKind.Html, null), (validated.ReportId, validated.Kind, validated.Email));
        Assert.Equal([new Section("a", 1), new Section("b", 2)], validated.Sections);
    }

    [Fact]
    public async Task A_task_that_returns_nothing_stores_no_result()
    {
        var id = (await _client.EnqueueNoop(cancellationToken: Stop)).Id;
        await _client.WaitAsync(id, Stop);

        Assert.Null((await _host.Store.Queries.GetAsync([id], Stop))[0]!.Result);
    }

    [Fact]
    public async Task Parameters_and_options_that_are_not_valid_are_named_all_at_once_and_nothing_is_stored()
    {
        var refused = await Assert.ThrowsAsync<TaskValidationException>(async () => await _client.EnqueueValidated(
            0, "", ReportKind.Pdf, [new Section("", -1)], options: new SubmitOptions { Priority = 10, Queue = "a b" }, cancellationToken: Stop));
        var many = await Assert.ThrowsAsync<TaskValidationException>(async () => await _client.EnqueueEchoMany(
            [new EchoParameters { Value = "fine" }, new EchoParameters { Value = new string('x', PayloadLimits.MaxParametersBytes) }], cancellationToken: Stop));

        Assert.Equal("validated", refused.TaskName);
        Assert.Equal(
            ["params.name", "params.report_id", "params.sections[0].rows", "params.sections[0].title", "priority", "queue"],
            refused.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
        Assert.Contains("at most 1048576 are allowed", Assert.Single(many.Problems).Reason, StringComparison.Ordinal);
        Assert.Empty((await _host.Store.Queries.ListAsync(new ListQuery { Limit = 10 }, Stop)).Tasks);
    }

    [Fact]
    public async Task What_the_store_refuses_is_told_by_its_reason()
    {
        await _host.Store.Routing.PutQueueAsync(new QueueConfig { Name = "full", Paused = true, MaxLength = 2 }, true, Stop);
        await LeaveAsync("leaving");
        var id = (await _client.EnqueueEcho("a", new SubmitOptions { Queue = Shut, IdempotencyKey = "k-ü" }, Stop)).Id;

        Assert.Equal(TaskRefusal.QueueUnknown, (await RefusedAsync(new SubmitOptions { Queue = "nowhere" })).Refusal);
        Assert.Equal(TaskRefusal.QueueDeleting, (await RefusedAsync(new SubmitOptions { Queue = "leaving" })).Refusal);
        Assert.Equal(TaskRefusal.Conflict, (await RefusedAsync(new SubmitOptions { Queue = Shut, Id = id })).Refusal);
        Assert.Equal(TaskRefusal.Conflict, (await RefusedAsync(new SubmitOptions { Queue = Shut, IdempotencyKey = "k-ü" })).Refusal);
        var many = await Assert.ThrowsAsync<TaskRefusedException>(async () =>
            await _client.EnqueueNoopMany(Enumerable.Repeat(new NoopParameters(), 4), new SubmitOptions { Queue = "full" }, Stop));
        Assert.Equal(TaskRefusal.QueueFull, many.Refusal);
        Assert.StartsWith("Element 2 was refused", many.Message, StringComparison.Ordinal);
        var full = await RefusedAsync(new SubmitOptions { Queue = "full" });
        Assert.Equal(TaskRefusal.QueueFull, full.Refusal);
        Assert.NotNull(full.RetryAfter);
        Assert.Contains("max_length", full.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bulk_submit_that_was_refused_in_part_goes_on_without_duplicates()
    {
        await _host.Store.Routing.PutQueueAsync(new QueueConfig { Name = "full", Paused = true, MaxLength = 2 }, true, Stop);
        var all = "abcad".Select(account => new PayParameters { Account = $"{account}", Pin = "1" }).ToList();

        var refused = await Assert.ThrowsAsync<TaskRefusedException>(async () => await _client.EnqueuePayMany(all, new SubmitOptions { Queue = "full" }, Stop));

        // The second a is the first, and so is stored though the queue was full before it.
        Assert.Equal(2, refused.Position);
        Assert.Equal([false, false, true, false, true], refused.Stored.Select(id => id is null));
        Assert.Equal(refused.Stored[0], refused.Stored[3]);
        await _client.EnqueuePayMany(all.Where((_, i) => refused.Stored[i] is null), new SubmitOptions { Queue = Shut }, Stop);
        var stored = (await _host.Store.Queries.ListAsync(new ListQuery { Limit = 10 }, Stop)).Tasks;
        Assert.Equal(4, stored.Count);
        Assert.Subset(stored.Select(task => task.Id).ToHashSet(), refused.Stored.OfType<Ulid>().ToHashSet());
    }

    [Fact]
    public async Task A_repeat_finds_the_first_task()
    {
        var id = Ulid.NewUlid();
        var first = await _client.EnqueueEcho("a", new SubmitOptions { Queue = Shut, Id = id }, Stop);
        var again = await _client.EnqueueEcho("a", new SubmitOptions { Queue = Shut, Id = id }, Stop);
        var keyed = await _client.EnqueueEcho("b", new SubmitOptions { Queue = Shut, IdempotencyKey = "k" }, Stop);
        var keyedAgain = await _client.EnqueueEcho("b", new SubmitOptions { Queue = Shut, IdempotencyKey = "k" }, Stop);
        var unique = await _client.EnqueuePay("account", "1", options: new SubmitOptions { Queue = Shut }, cancellationToken: Stop);
        var uniqueAgain = await _client.EnqueuePayMany([new PayParameters { Account = "account", Pin = "2" }, new PayParameters { Account = "other", Pin = "2" }], new SubmitOptions { Queue = Shut }, Stop);

        Assert.Equal((id, false), (first.Id, first.Deduplicated));
        Assert.Equal((id, true), (again.Id, again.Deduplicated));
        Assert.Equal((keyed.Id, false, true), (keyedAgain.Id, keyed.Deduplicated, keyedAgain.Deduplicated));
        Assert.Equal((unique.Id, false, true), (uniqueAgain[0].Id, unique.Deduplicated, uniqueAgain[0].Deduplicated));
        Assert.False(uniqueAgain[1].Deduplicated);
        await Assert.ThrowsAsync<ArgumentException>(async () => await _client.EnqueueNoopMany([new NoopParameters()], new SubmitOptions { Id = id }, Stop));
    }

    [Fact]
    public async Task Every_field_of_a_task_is_read_as_it_is_stored()
    {
        var runAt = DateTimeOffset.UtcNow.AddDays(1);
        Ulid[] ids =
        [
            (await _client.ScheduleEcho(runAt, "later", new SubmitOptions { Queue = Shut, Priority = 9, Tags = ["a", "ü \"b\""], IdempotencyKey = "k" }, Stop)).Id,
            (await _client.EnqueueEcho("waits", new SubmitOptions { Queue = Shut, Delay = TimeSpan.FromHours(1.5) }, Stop)).Id,
            (await _client.EnqueueAdd(1, cancellationToken: Stop)).Id,
            (await _client.EnqueueUnexpectedFail(cancellationToken: Stop)).Id,
            (await _client.EnqueueBeat(1, cancellationToken: Stop)).Id,
        ];
        foreach (var id in ids[2..])
            await _client.WaitAsync(id, Stop);

        foreach (var id in ids)
        {
            var stored = (await _host.Store.Queries.GetAsync([id], Stop))[0]!;
            var read = (await _client.GetAsync(id, Stop))!;
            Assert.Equal(Texts(stored), Texts(read));
            Assert.Equal(stored with { Parameters = default, Result = null, Tags = [], MaxCrashes = 3, SavesDeadLetter = false }, read with { Parameters = default, Result = null, Tags = [], MaxCrashes = 3, SavesDeadLetter = false });
        }

        var scheduled = (await _client.GetAsync(ids[0], Stop))!;
        Assert.Equal((JobStatus.Scheduled, 9, 0), (scheduled.Status, scheduled.Priority, (int)(scheduled.RunAt!.Value - runAt).TotalMilliseconds));
        Assert.Equal((1.0, 5), ((await _client.GetAsync(ids[4], Stop))!.Progress > 0 ? 1.0 : 0, (await _client.GetAsync(ids[4], Stop))!.MaxHeartbeatInterval!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Many_are_stored_in_order_and_each_has_its_own_result()
    {
        const int Count = 2500;
        var handles = await _client.EnqueueAddMany(Enumerable.Range(0, Count).Select(i => new AddParameters { A = i, B = 1 }), cancellationToken: Stop);

        Assert.Equal(Count, handles.Select(handle => handle.Id).Distinct().Count());
        Assert.Equal(handles.Select(handle => handle.Id).Order(), handles.Select(handle => handle.Id));
        Assert.DoesNotContain(handles, handle => handle.Deduplicated);
        var sums = await Task.WhenAll(handles.Select(handle => handle.ResultAsync(Stop).AsTask()));
        Assert.Equal(Enumerable.Range(1, Count), sums.Select(sum => sum.Value));
        Assert.Empty(await _client.EnqueueAddMany([], cancellationToken: Stop));
    }

    /// <summary>Deletes a queue in which a task runs: it stays, as one that is being deleted, until that has ended.</summary>
    private async Task LeaveAsync(string queue)
    {
        await _host.Store.Routing.PutQueueAsync(new QueueConfig { Name = queue }, true, Stop);
        var running = await _client.EnqueueSlow(60, new SubmitOptions { Queue = queue }, Stop);
        await UntilAsync(async () => (await running.GetAsync(Stop)).Status == JobStatus.Started);
        await _host.Store.Routing.PutQueueAsync(new QueueConfig { Name = queue, Deleting = true }, false, Stop);
    }

    private static string Texts(TaskRecord task) =>
        $"{System.Text.Encoding.UTF8.GetString(task.Parameters.Span)} {System.Text.Encoding.UTF8.GetString(task.Result.GetValueOrDefault().Span)} {string.Join('|', task.Tags)}";

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await isSo())
            await Task.Delay(20, limit.Token);
    }

    private async Task<TaskRefusedException> RefusedAsync(SubmitOptions options) =>
        await Assert.ThrowsAsync<TaskRefusedException>(async () => await _client.EnqueueEcho("z", options, Stop));
}
