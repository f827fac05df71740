using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests;

/// <summary>What verbs that share a transaction mean to one another.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly TemporaryFile _file = new();
    private SqliteStore? _store;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SqliteStore Store => _store!;

    public async ValueTask InitializeAsync() => _store = await SqliteHarness.OpenAsync(_file.Path, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Assert.Empty(Violations.Find(_file.Path));
        _file.Dispose();
    }

    [Fact]
    public async Task Submits_that_wait_together_share_a_commit()
    {
        using var held = await HoldWriterAsync();
        var before = Store.Writer.Commits;
        var submits = Enumerable.Range(0, 100).Select(_ => Store.Submission.SubmitAsync([Tasks.One()], Ct).AsTask()).ToList();
        held.Release();
        await Task.WhenAll(submits);
        Assert.Equal(100, await CountAsync());
        Assert.InRange(Store.Writer.Commits - before, 1, 3);
    }

    [Fact]
    public async Task A_verb_that_fails_takes_none_of_its_neighbours_with_it()
    {
        using var held = await HoldWriterAsync();
        var first = Store.Submission.SubmitAsync([Tasks.One()], Ct).AsTask();
        var failing = Store.Writer.RunAsync<bool>(
            verbs =>
            {
                verbs.Submit.Execute([Tasks.One()]);
                throw new InvalidOperationException("a defect");
            },
            Ct).AsTask();
        var last = Store.Submission.SubmitAsync([Tasks.One()], Ct).AsTask();
        held.Release();
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal(SubmitKind.Accepted, Assert.Single(await first).Kind);
        Assert.Equal(SubmitKind.Accepted, Assert.Single(await last).Kind);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_its_turn_leaves_nothing()
    {
        using var held = await HoldWriterAsync();
        using var impatience = new CancellationTokenSource();
        var submit = Store.Submission.SubmitAsync([Tasks.One()], impatience.Token).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submit);
        held.Release();
        await Store.Submission.SubmitAsync([Tasks.One()], Ct);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_heartbeat_waits_no_longer_than_its_deadline()
    {
        using var held = await HoldWriterAsync();
        var failure = Assert.Throws<StoreUnavailableException>(() => Store.Execution.Heartbeat(Beat(), TimeSpan.FromMilliseconds(100)));
        Assert.Contains(_file.Path, failure.Message, StringComparison.Ordinal);
        held.Release();
        Assert.Empty(Store.Execution.Heartbeat(Beat(), TimeSpan.FromSeconds(60)).Lost);
    }

    [Fact]
    public async Task What_waits_when_the_store_is_closed_is_written_first()
    {
        using var held = await HoldWriterAsync();
        var submit = Store.Submission.SubmitAsync([Tasks.One()], Ct).AsTask();
        var closing = Store.DisposeAsync();
        held.Release();
        await closing;
        Assert.Equal(SubmitKind.Accepted, Assert.Single(await submit).Kind);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Store.Submission.SubmitAsync([Tasks.One()], Ct));
        await InitializeAsync();
        Assert.Equal(1, await CountAsync());
    }

    private static HeartbeatRequest Beat() => new()
    {
        Worker = new() { Worker = "w", Host = "h", ProcessId = 1, Version = "1", Role = "default", Slots = 1, StartedAt = DateTimeOffset.UnixEpoch, Tasks = [] },
        Queues = [],
        SlotsUsed = 0,
        Claims = [],
    };

    private async Task<long> CountAsync() =>
        Assert.Single(await Store.Queries.CountAsync(Ct)).ByStatus.GetValueOrDefault(Lifecycle.JobStatus.Submitted);

    /// <summary>The writer stands in a verb of ours until it is released.</summary>
    private async Task<HeldWriter> HoldWriterAsync()
    {
        var held = new HeldWriter();
        _ = Store.Writer.RunAsync(_ => held.Stand(), CancellationToken.None).AsTask();
        await held.Entered;
        return held;
    }
}
