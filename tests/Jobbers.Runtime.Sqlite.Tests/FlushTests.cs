using Jobbers.Lifecycle;
using Jobbers.Sqlite.Writing;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests;

/// <summary>Which commits wait for the disk: those that promise something. A claim is answered first, and flushed when the writer has time.</summary>
public sealed class FlushTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private long _calls;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_claim_is_answered_before_its_flush_which_follows_at_once()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);
        await store.Submission.SubmitAsync([Tasks.One()], Ct);
        Assert.Equal(0, await LateFlushesAsync(store));

        Assert.Single((await ClaimAsync(store)).Claims);

        Assert.Equal(1, await LateFlushesAsync(store));
    }

    [Fact]
    public async Task A_claim_that_finds_nothing_has_nothing_to_flush()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);

        Assert.Empty((await ClaimAsync(store)).Claims);

        Assert.Equal(0, await LateFlushesAsync(store));
    }

    [Fact]
    public async Task What_is_settled_and_claimed_in_one_call_is_on_the_disk_before_its_answer()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);
        await store.Submission.SubmitAsync([Tasks.One(), Tasks.One()], Ct);
        var claim = Assert.Single((await ClaimAsync(store)).Claims);
        Assert.Equal(1, await LateFlushesAsync(store));

        var answer = await store.Execution.SettleAndClaimAsync(NextCall(), [new Outcome { Claim = claim.Key, Kind = OutcomeKind.Completed, StartedAt = claim.StartedAt }], One, Ct);

        Assert.Single(answer.Claimed.Claims);
        Assert.Equal(1, await LateFlushesAsync(store));
    }

    [Fact]
    public async Task A_claim_that_shares_its_commit_with_a_submit_is_flushed_by_it()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Full);
        await store.Submission.SubmitAsync([Tasks.One()], Ct);
        using var held = new HeldWriter();
        var standing = store.Writer.RunAsync(_ => held.Stand(), CancellationToken.None).AsTask();
        await held.Entered;
        var claim = ClaimAsync(store).AsTask();
        var submit = store.Submission.SubmitAsync([Tasks.One()], Ct).AsTask();

        held.Release();
        await Task.WhenAll(standing, claim, submit);

        Assert.Equal(0, await LateFlushesAsync(store));
    }

    [Fact]
    public async Task A_store_that_need_not_survive_loss_of_power_flushes_nothing_of_itself()
    {
        await using var store = await OpenAsync(_file.Path, SqliteDurability.Normal);
        await store.Submission.SubmitAsync([Tasks.One()], Ct);

        Assert.Single((await ClaimAsync(store)).Claims);

        Assert.Equal(0, await LateFlushesAsync(store));
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

        Assert.Single((await ClaimAsync(store)).Claims);

        Assert.Equal(1, await LateFlushesAsync(store));
    }

    private static ClaimRequest One => new() { Queues = [new QueueRoom("default", 1)], Want = 1 };

    private static ValueTask<SqliteStore> OpenAsync(string path, SqliteDurability durability) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions(path) { Durability = durability }, TimeProvider.System, Ct);

    private ValueTask<ClaimAnswer> ClaimAsync(SqliteStore store) => store.Execution.ClaimAsync(NextCall(), One, Ct);

    private WorkerCall NextCall() => new("w", ++_calls);

    /// <summary>Read by the writer itself, so after all that came before. What it owes it pays when nothing waits for it: so it is left in peace until it has.</summary>
    private static async Task<long> LateFlushesAsync(SqliteStore store)
    {
        while (await AskAsync(store, static flushes => flushes.IsOwed))
            await Task.Delay(1, Ct);
        return await AskAsync(store, static flushes => flushes.Late);
    }

    private static ValueTask<T> AskAsync<T>(SqliteStore store, Func<CommitFlushes, T> question) =>
        store.Writer.RunAsync(verbs => question(verbs.Session.Flushes), CancellationToken.None, FlushTime.AfterAnswer);
}
