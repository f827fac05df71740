using Jobbers.Lifecycle;
using Jobbers.Storage;
using Storage.Conformance;

namespace Jobbers.Sqlite.Tests;

/// <summary>All commits are flushed at once; who is told something that must survive loss of power is answered behind the flush.</summary>
public sealed class FlushTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_submit_is_on_the_disk_before_its_answer()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);

        await store.Submission.SubmitAsync([Tasks.One()], Ct);

        Assert.Equal(1, store.Writer.Flushes.Count);
    }

    [Fact]
    public async Task What_workers_are_told_is_flushed_at_once()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);
        await store.Submission.SubmitAsync([Tasks.One(), Tasks.One()], Ct);

        var worker = new TestWorker(store, "w");

        var claim = await worker.ClaimOneAsync();
        await FlushedAsync(store, 2);

        var answer = await worker.SettleAndClaimAsync(ClaimRequests.Want(1), CompletedOf(claim));
        await FlushedAsync(store, 3);

        worker.Heartbeat(answer.Claimed.Claims[0]);
        await FlushedAsync(store, 4);
    }

    /// <summary>A worker that ends claims nothing more: it can wait.</summary>
    [Fact]
    public async Task What_is_settled_without_a_claim_is_on_the_disk_before_its_answer()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);
        await store.Submission.SubmitAsync([Tasks.One()], Ct);
        var worker = new TestWorker(store, "w");
        var claim = await worker.ClaimOneAsync();
        await FlushedAsync(store, 2);

        await worker.SettleOneAsync(CompletedOf(claim));

        Assert.Equal(3, store.Writer.Flushes.Count);
    }

    [Fact]
    public async Task A_claim_that_finds_nothing_has_nothing_to_flush()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);

        Assert.Empty((await new TestWorker(store, "w").ClaimAsync(1)).Claims);
        await store.Submission.SubmitAsync([Tasks.One()], Ct);

        Assert.Equal(1, store.Writer.Flushes.Count);
    }

    [Fact]
    public async Task Callers_of_one_commit_share_its_flush()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);
        using var held = new HeldWriter();
        var standing = store.Writer.RunAsync(_ => held.Stand(), CancellationToken.None).AsTask();
        await held.Entered;
        Task[] calls = [.. Enumerable.Range(0, 20).Select(_ => store.Submission.SubmitAsync([Tasks.One()], Ct).AsTask()), new TestWorker(store, "w").ClaimAsync(1).AsTask()];

        held.Release();
        await Task.WhenAll([standing, .. calls]);

        Assert.Equal(1, store.Writer.Flushes.Count);
    }

    /// <summary>Whoever reads that a task has ended could not be told otherwise after loss of power.</summary>
    [Fact]
    public async Task What_is_read_is_on_the_disk()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);
        await store.Submission.SubmitAsync([Tasks.One()], Ct);
        var claim = await new TestWorker(store, "w").ClaimOneAsync();

        await store.Queries.GetAsync([claim.Id], Ct);

        Assert.Equal(2, store.Writer.Flushes.Count);
    }

    [Fact]
    public async Task A_store_that_need_not_survive_loss_of_power_flushes_nothing_of_itself()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Normal);
        await store.Submission.SubmitAsync([Tasks.One()], Ct);

        await new TestWorker(store, "w").ClaimOneAsync();
        Assert.Single(await store.Queries.GetAsync([Ulid.NewUlid()], Ct));

        Assert.Equal(0, store.Writer.Flushes.Count);
    }

    [Fact]
    public async Task The_log_of_a_file_behind_a_link_lies_where_the_link_leads()
    {
        await using (await OpenAsync(_file.Path, SqliteDurability.Full))
        {
        }

        var folder = Directory.CreateDirectory(Path.Combine(_file.Folder, "links"));
        var link = Path.Combine(folder.FullName, "linked.db");
        File.CreateSymbolicLink(link, _file.Path);
        await using var store = await OpenAsync(link, SqliteDurability.Full);

        await store.Submission.SubmitAsync([Tasks.One()], Ct);

        Assert.Equal(1, store.Writer.Flushes.Count);
    }

    private static Outcome CompletedOf(ClaimedTask claim) => new() { Claim = claim.Key, Kind = OutcomeKind.Completed, StartedAt = claim.StartedAt };

    private static ValueTask<SqliteStore> OpenAsync(string path, SqliteDurability durability) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions(path) { Durability = durability }, TimeProvider.System, Ct);

    /// <summary>Without anybody who waits for it.</summary>
    private static async Task FlushedAsync(SqliteStore store, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (store.Writer.Flushes.Count < count)
            await Task.Delay(1, limit.Token);
        Assert.Equal(count, store.Writer.Flushes.Count);
    }
}
