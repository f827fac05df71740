using Jobbers.Lifecycle;
using Jobbers.Storage;
using Microsoft.Data.Sqlite;
using Storage.Conformance;

namespace Jobbers.Sqlite.Tests;

/// <summary>Full disks, killed processes, neighbours that hold the file.</summary>
public sealed class FileTroubleTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_that_is_not_stored_and_work_goes_on_when_there_is_room()
    {
        await using var store = await OpenAsync();
        await LimitPagesAsync(store, 60);
        var accepted = 0;
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            for (; accepted < 1000; accepted++)
                await store.Submission.SubmitAsync([Tasks.OfSize(10_000)], Ct);
        });
        Assert.Contains("is full", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_file.Path, refused.Message, StringComparison.Ordinal);
        Assert.InRange(accepted, 1, 100);
        Assert.Equal(accepted, await CountAsync(store));
        Assert.Empty(Violations.Find(_file.Path));

        await LimitPagesAsync(store, 1_000_000);
        await store.Submission.SubmitAsync([Tasks.OfSize(10_000)], Ct);
        Assert.Equal(accepted + 1, await CountAsync(store));
    }

    [Fact]
    public async Task On_a_file_system_without_room_the_commit_fails_and_nothing_is_acknowledged_that_is_not_stored()
    {
        using var small = SmallFileSystem.TryMount(megabytes: 2);
        Assert.SkipWhen(small is null, "needs the right to mount a tmpfs");
        var path = Path.Combine(small.Folder, "jobbers.db");
        var accepted = 0;
        await using (var store = await SqliteHarness.OpenAsync(path, TimeProvider.System))
        {
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            {
                for (; accepted < 1000; accepted++)
                    await store.Submission.SubmitAsync([Tasks.OfSize(10_000)], Ct);
            });
            Assert.Contains($"'{path}'", refused.Message, StringComparison.Ordinal);
            Assert.Matches("make room|check the disk", refused.Message);
            Assert.InRange(accepted, 1, 300);
            Assert.Equal(accepted, await CountAsync(store));
            small.Grow(megabytes: 16);
            await store.Submission.SubmitAsync([Tasks.OfSize(10_000)], Ct);
        }

        await using var next = await SqliteHarness.OpenAsync(path, TimeProvider.System);
        Assert.Equal(accepted + 1, await CountAsync(next));
        Assert.Empty(Violations.Find(path));
    }

    [Fact]
    public async Task On_a_file_system_without_room_no_process_is_healthy_enough_to_rescue_while_no_heartbeat_is_taken()
    {
        using var small = SmallFileSystem.TryMount(megabytes: 2);
        Assert.SkipWhen(small is null, "needs the right to mount a tmpfs");
        await using var store = await SqliteHarness.OpenAsync(Path.Combine(small.Folder, "jobbers.db"), TimeProvider.System);
        var worker = new TestWorker(store, "w");
        worker.Report();
        await store.Upkeep.ProveWritableAsync(Ct);
        small.Fill();

        Assert.Throws<StoreUnavailableException>(() => worker.Report());
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Upkeep.ProveWritableAsync(Ct));
        Assert.Matches("make room|check the disk", refused.Message);
        await store.Upkeep.GetTimeAsync(Ct);

        small.Grow(megabytes: 16);
        await store.Upkeep.ProveWritableAsync(Ct);
        worker.Report();
    }

    [Fact]
    public async Task A_file_that_became_read_only_is_told_with_its_remedy_and_keeps_what_it_had()
    {
        await using var store = await OpenAsync();
        await store.Submission.SubmitAsync([Tasks.One()], Ct);
        await store.Writer.RunAsync(verbs => verbs.Session.Database.Scalar("PRAGMA query_only = ON"), Ct);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Submission.SubmitAsync([Tasks.One()], Ct));
        Assert.Contains($"'{_file.Path}' has become read-only: make the file", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(store));
    }

    [Fact]
    public async Task A_damaged_file_is_told_with_its_remedy_by_verbs_and_by_queries()
    {
        await using (var store = await OpenAsync())
            await store.Submission.SubmitAsync([Tasks.One()], Ct);
        await DamageAsync("states", "sqlite_autoindex_states_1", "counts");

        await using var damaged = await OpenAsync();
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await damaged.Submission.SubmitAsync([Tasks.One()], Ct));
        Assert.Contains($"'{_file.Path}' is damaged: stop all its processes and restore it", refused.Message, StringComparison.Ordinal);
        var unread = await Assert.ThrowsAsync<StoreUnavailableException>(() => CountAsync(damaged));
        Assert.Contains($"'{_file.Path}' is damaged", unread.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_own_row_is_damaged_is_refused_at_the_start_with_its_remedy()
    {
        await (await OpenAsync()).DisposeAsync();
        await DamageAsync("store");
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(async () => await OpenAsync());
        Assert.Contains($"'{_file.Path}' is not a SQLite database, or is damaged: restore it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_process_was_killed()
    {
        await using var killed = await OpenAsync();
        await killed.Submission.SubmitAsync([Tasks.One(), Tasks.One()], Ct);
        var claim = Assert.Single((await killed.Execution.ClaimAsync(new WorkerCall("w", 1), new ClaimRequest { Queues = [new("default", 1)], Want = 1 }, Ct)).Claims);

        // What a kill leaves: the file and its log as they are, without a last checkpoint.
        using var left = new TemporaryFile();
        File.Copy(_file.Path, left.Path);
        File.Copy(_file.Path + "-wal", left.Path + "-wal");
        await using var next = await SqliteHarness.OpenAsync(left.Path, TimeProvider.System);
        Assert.Equal(1, await CountAsync(next));
        Assert.Equal(claim.Token, Assert.Single(await next.Queries.GetAsync([claim.Id], Ct))!.Token);
        Assert.Empty(Violations.Find(left.Path));
    }

    [Fact]
    public async Task A_second_process_opens_the_file_while_the_first_has_it_open_and_both_work()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        var submits = Enumerable.Range(0, 200).Select(n => (n % 2 == 0 ? first : second).Submission.SubmitAsync([Tasks.One()], Ct).AsTask());
        await Task.WhenAll(submits);
        Assert.Equal(200, await CountAsync(first));
        Assert.Equal(200, await CountAsync(second));
        Assert.Empty(Violations.Find(_file.Path));
    }

    [Fact]
    public async Task Of_many_processes_that_make_the_file_at_once_all_find_it_made_once()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync().AsTask()));
        foreach (var store in stores)
        {
            Assert.Equal(["default"], (await store.Routing.GetSnapshotAsync(Ct)).Queues.Select(queue => queue.Name));
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_neighbour_that_holds_the_file_for_a_while_is_waited_for()
    {
        await using var store = await OpenAsync();
        using var neighbour = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        neighbour.Open();
        var transaction = neighbour.BeginTransaction(deferred: false);
        var submit = store.Submission.SubmitAsync([Tasks.One()], Ct).AsTask();
        Assert.Equal(0, await CountAsync(store));
        Assert.False(submit.IsCompleted);
        await transaction.RollbackAsync(Ct);
        Assert.Equal(SubmitKind.Accepted, Assert.Single(await submit).Kind);
    }

    [Fact]
    public void Full_durability_is_the_default() => Assert.Equal(SqliteDurability.Full, new SqliteStoreOptions("x").Durability);

    /// <summary>Overwrites the first pages of tables and indices, as a failing disk would.</summary>
    private async Task DamageAsync(params string[] trees)
    {
        const int PageSize = 4096;
        var pages = RootPages().Where(root => trees.Contains(root.Name)).Select(root => (int)root.Page).ToList();
        Assert.Equal(trees.Length, pages.Count);
        var bytes = await File.ReadAllBytesAsync(_file.Path, Ct);
        foreach (var page in pages)
            Array.Fill(bytes, (byte)0xA5, (page - 1) * PageSize, PageSize);
        await File.WriteAllBytesAsync(_file.Path, bytes, Ct);
    }

    private List<(string Name, long Page)> RootPages()
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, rootpage FROM sqlite_schema";
        using var reader = command.ExecuteReader();
        var pages = new List<(string, long)>();
        while (reader.Read())
            pages.Add((reader.GetString(0), reader.GetInt64(1)));
        return pages;
    }

    private ValueTask<SqliteStore> OpenAsync() => SqliteHarness.OpenAsync(_file.Path, TimeProvider.System);

    private static ValueTask<long> LimitPagesAsync(SqliteStore store, int pages) =>
        store.Writer.RunAsync(verbs => verbs.Session.Database.Scalar($"PRAGMA max_page_count = {pages}"), Ct);

    private static async Task<long> CountAsync(SqliteStore store) =>
        Assert.Single(await store.Queries.CountAsync(Ct)).ByStatus.GetValueOrDefault(JobStatus.Submitted);
}
