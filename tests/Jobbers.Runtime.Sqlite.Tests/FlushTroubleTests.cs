using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Writing;
using Jobbers.Storage;
using Storage.Conformance;

namespace Jobbers.Sqlite.Tests;

/// <summary>Commits that fail, disks that stand still and other processes, where each commit is to be on the disk.</summary>
public sealed class FlushTroubleTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Readers_do_not_wait_for_a_commit_that_failed()
    {
        using var writer = new OneWriter(_file.Path);
        writer.Commit();
        writer.Flushes.AwaitSeen();
        // Until the disk's thread waits for work.
        await Task.Delay(100, Ct);

        writer.Fail();

        await Task.Run(writer.Flushes.AwaitSeen, Ct);
    }

    /// <summary>As on a full disk, where heartbeats go on to come.</summary>
    [Fact]
    public async Task The_writer_outlives_any_number_of_commits_that_failed()
    {
        // Not disposed where the writer hangs: neither would that end.
        var writer = new OneWriter(_file.Path);
        var failing = Task.Run(
            () =>
            {
                for (var i = 0; i < 200; i++)
                    writer.Fail();
            },
            Ct);

        await failing.WaitAsync(Deadline, Ct);
        writer.Dispose();
    }

    [Fact]
    public async Task On_a_full_disk_reads_are_answered_and_work_goes_on_when_there_is_room()
    {
        using var small = SmallFileSystem.TryMount(megabytes: 2);
        Assert.SkipWhen(small is null, "needs the right to mount a tmpfs");
        await using var store = await OpenAsync(Path.Combine(small.Folder, "jobbers.db"));
        var worker = new TestWorker(store, "w");
        worker.Report();
        small.Fill();

        Assert.Throws<StoreUnavailableException>(() => worker.Report());
        await store.Upkeep.GetTimeAsync(Ct);
        for (var i = 0; i < 100; i++)
            Assert.DoesNotContain("did not answer", Assert.Throws<StoreUnavailableException>(() => worker.Report()).Message, StringComparison.Ordinal);

        small.Grow(megabytes: 16);
        worker.Report();
    }

    /// <summary>Workers are answered at once, so that commits go on for a while: none of them makes a reader wait anew.</summary>
    [Fact]
    public async Task Readers_are_told_in_time_that_the_disk_stands_still_while_commits_go_on()
    {
        using var writer = new OneWriter(_file.Path, isStanding: true);
        writer.Commit();
        var read = Task.Run(writer.Flushes.AwaitSeen, Ct);

        // Fewer than hold up the writer.
        for (var i = 0; i < 60 && !read.IsCompleted; i++)
        {
            writer.Commit();
            await Task.Delay(250, Ct);
        }

        Assert.True(read.IsCompleted, "each commit made the reader wait anew");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => read);
    }

    /// <summary>It can be seen from the moment its frames are in the log.</summary>
    [Fact]
    public async Task Readers_do_not_wait_for_the_checkpoint_that_a_commit_goes_on_with()
    {
        using var writer = new OneWriter(_file.Path);
        writer.Commit();
        writer.Flushes.AwaitSeen();
        writer.CommitWithoutEnd();

        await Task.Run(writer.Flushes.AwaitSeen, Ct);

        Assert.Equal(2, writer.Flushes.Count);
    }

    /// <summary>The system takes for written what a refused flush was for, and never writes it again by itself.</summary>
    [Fact]
    public async Task After_a_refused_flush_the_log_is_written_anew_before_the_next_commit()
    {
        using var writer = new OneWriter(_file.Path);
        writer.Log.Refuses = true;
        writer.Commit();
        await writer.RefusedAsync();
        writer.Log.Refuses = false;

        writer.Commit();
        writer.Commit();
        writer.Flushes.AwaitSeen();

        Assert.Equal(1, writer.Log.Anew);
        using var reader = Database.Open(_file.Path);
        Assert.Equal(3, reader.Scalar("SELECT count(*) FROM t"));
    }

    /// <summary>The other process may not have brought it there yet, and this one says that it is stored.</summary>
    [Fact]
    public async Task What_is_told_of_another_process_s_commit_is_flushed_first()
    {
        await using var other = await OpenAsync(_file.Path);
        await using var store = await OpenAsync(_file.Path);
        var submit = Tasks.One() with { IdIsOwn = true };
        await other.Submission.SubmitAsync([submit], Ct);

        Assert.Equal(SubmitKind.ExistingId, Assert.Single(await store.Submission.SubmitAsync([submit], Ct)).Kind);
        Assert.Equal(1, store.Writer.Flushes.Count);

        await store.Submission.SubmitAsync([submit], Ct);
        Assert.Equal(1, store.Writer.Flushes.Count);
    }

    /// <summary>.NET's flush says nothing of it.</summary>
    [Fact]
    public void A_log_that_cannot_be_flushed_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a device that refuses");
        File.CreateSymbolicLink(_file.Path + "-wal", "/dev/full");
        using var database = Database.Open(_file.Path);
        using var log = new LogFile(database);

        Assert.Throws<IOException>(log.Flush);
    }

    private static ValueTask<SqliteStore> OpenAsync(string path) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions(path) { Durability = SqliteDurability.Full }, TimeProvider.System, Ct);

    private sealed class OneWriter : IDisposable
    {
        private readonly Database _database;
        private readonly StandingLog _log;

        public OneWriter(string path, bool isStanding = false)
        {
            _database = Database.Open(path);
            _database.Execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER)");
            _log = new StandingLog(_database, isStanding);
            Flushes = new CommitFlushes(_database, SqliteDurability.Full, _log);
        }

        public CommitFlushes Flushes { get; }

        public StandingLog Log => _log;

        public void Fail()
        {
            Flushes.Prepare();
            Flushes.Begin();
            Flushes.GiveUp();
        }

        public void Commit()
        {
            CommitWithoutEnd();
            Flushes.Answer([], isLast: false);
        }

        public void CommitWithoutEnd()
        {
            Flushes.Prepare();
            _database.Execute("BEGIN; INSERT INTO t VALUES (1)");
            Flushes.Begin();
            _database.Execute("COMMIT");
        }

        /// <summary>Until a refusal is known, which makes SQLite flush at the next commit.</summary>
        public async Task RefusedAsync()
        {
            using var limit = new CancellationTokenSource(Deadline);
            for (Flushes.Prepare(); _database.Scalar("PRAGMA synchronous") != 2; Flushes.Prepare())
                await Task.Delay(1, limit.Token);
        }

        public void Dispose()
        {
            _log.GoOn();
            Flushes.Dispose();
            _database.Dispose();
        }
    }

    private sealed class StandingLog(Database database, bool isStanding) : LogFile(database)
    {
        private readonly ManualResetEventSlim _may = new(!isStanding);

        public bool Refuses { get; set; }

        public int Anew { get; private set; }

        public override void Flush()
        {
            _may.Wait();
            if (Refuses)
                throw new IOException("no space left on device");
        }

        public override void WriteAnew()
        {
            base.WriteAnew();
            Anew++;
        }

        public void GoOn() => _may.Set();
    }
}
