using Jobbers.Sqlite.Engine;
using Jobbers.Sqlite.Writing;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests;

/// <summary>Who is answered when, on a disk that stands still, or refuses, until the test says otherwise.</summary>
public sealed class CommitFlushTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TemporaryFile _file = new();
    private readonly Database _database;
    private readonly SlowLog _log;
    private readonly CommitFlushes _flushes;

    public CommitFlushTests()
    {
        _database = Database.Open(_file.Path);
        _database.Execute("PRAGMA journal_mode = WAL; CREATE TABLE t (a INTEGER)");
        _log = new SlowLog(_database);
        _flushes = new CommitFlushes(_database, SqliteDurability.Full, _log);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _log.GoOn();
        _flushes.Dispose();
        _database.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task Workers_are_answered_at_once_and_others_behind_the_flush()
    {
        var (worker, client) = (Call(FlushTime.AfterAnswer), Call(FlushTime.BeforeAnswer));

        Commit(worker, client);

        Assert.True(await worker.Answered);
        await _log.BegunAsync(1);
        Assert.False(client.Answered.IsCompleted);
        _log.GoOn();
        Assert.True(await client.Answered.WaitAsync(Deadline, Ct));
    }

    /// <summary>The writer goes on meanwhile. What it commits after a flush has begun waits for the next one.</summary>
    [Fact]
    public async Task A_flush_is_for_what_was_committed_before_it_began()
    {
        var (first, second, third) = (Call(FlushTime.BeforeAnswer), Call(FlushTime.BeforeAnswer), Call(FlushTime.BeforeAnswer));
        Commit(first);
        await _log.BegunAsync(1);
        Commit(second);
        Commit(third);

        _log.GoOn(1);

        Assert.True(await first.Answered.WaitAsync(Deadline, Ct));
        await _log.BegunAsync(2);
        Assert.False(second.Answered.IsCompleted || third.Answered.IsCompleted);
        _log.GoOn();
        await Task.WhenAll(second.Answered, third.Answered).WaitAsync(Deadline, Ct);
        Assert.Equal(2, _flushes.Count);
    }

    /// <summary>As a submit that finds its task stored already: it tells of what another transaction wrote.</summary>
    [Fact]
    public async Task Who_changed_nothing_waits_for_what_it_saw()
    {
        var (first, second) = (Call(FlushTime.BeforeAnswer), Call(FlushTime.BeforeAnswer));
        Commit(first);
        await _log.BegunAsync(1);

        _flushes.Prepare();
        _flushes.Answer([second], isLast: true);

        Assert.False(second.Answered.IsCompleted);
        _log.GoOn();
        await Task.WhenAll(first.Answered, second.Answered).WaitAsync(Deadline, Ct);
        Assert.Equal(1, _flushes.Count);
        var third = Call(FlushTime.BeforeAnswer);
        _flushes.Prepare();
        _flushes.Answer([third], isLast: true);
        await third.Answered.WaitAsync(Deadline, Ct);
        Assert.Equal(1, _flushes.Count);
    }

    [Fact]
    public async Task Readers_wait_for_what_they_may_have_seen()
    {
        Commit(Call(FlushTime.AfterAnswer));
        await _log.BegunAsync(1);

        var read = Task.Run(_flushes.AwaitSeen, Ct);

        await Assert.ThrowsAsync<TimeoutException>(() => read.WaitAsync(TimeSpan.FromMilliseconds(100), Ct));
        _log.GoOn();
        await read.WaitAsync(Deadline, Ct);
    }

    [Fact]
    public async Task Readers_are_told_that_the_disk_stands_still()
    {
        Commit(Call(FlushTime.AfterAnswer));
        await _log.BegunAsync(1);

        var told = Assert.Throws<StoreUnavailableException>(_flushes.AwaitSeen);

        Assert.Contains("stands still", told.Message, StringComparison.Ordinal);
    }

    /// <summary>From then on SQLite flushes by itself, and so undoes what the disk refuses once more; when it takes a commit all is as before.</summary>
    [Fact]
    public async Task A_disk_that_refuses_is_told_and_asked_again_by_the_next_commit()
    {
        _log.Refuses = true;
        _log.GoOn();
        var (refused, meanwhile, taken, after) = (Call(FlushTime.BeforeAnswer), Call(FlushTime.BeforeAnswer), Call(FlushTime.BeforeAnswer), Call(FlushTime.BeforeAnswer));

        Commit(refused);
        Assert.Contains("no space", (await Assert.ThrowsAsync<StoreUnavailableException>(() => refused.Answered.WaitAsync(Deadline, Ct))).Message, StringComparison.Ordinal);
        _flushes.AwaitSeen();
        _flushes.Prepare();
        Assert.Equal(2, _database.Scalar("PRAGMA synchronous"));
        _flushes.Answer([meanwhile], isLast: true);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => meanwhile.Answered.WaitAsync(Deadline, Ct));
        Commit(taken);
        Assert.True(await taken.Answered.WaitAsync(Deadline, Ct));
        Assert.Equal(0, _flushes.Count);

        _log.Refuses = false;
        Commit(after);
        Assert.True(await after.Answered.WaitAsync(Deadline, Ct));
        Assert.Equal((1, 1), (_database.Scalar("PRAGMA synchronous"), _flushes.Count));
    }

    [Fact]
    public async Task The_writer_is_held_up_behind_a_disk_that_stands_still()
    {
        var ahead = 0;
        var writer = Task.Run(
            () =>
            {
                for (; ahead < 1000; ahead++)
                    Commit(Call(FlushTime.AfterAnswer));
            },
            Ct);
        using var limit = new CancellationTokenSource(Deadline);
        while (Volatile.Read(ref ahead) < 64)
            await Task.Delay(1, limit.Token);

        await Assert.ThrowsAsync<TimeoutException>(() => writer.WaitAsync(TimeSpan.FromMilliseconds(200), Ct));
        Assert.Equal(64, Volatile.Read(ref ahead));
        _log.GoOn();
        await writer.WaitAsync(Deadline, Ct);
    }

    [Fact]
    public async Task What_was_not_committed_holds_up_nobody()
    {
        _flushes.Prepare();
        _flushes.Begin();
        _flushes.GiveUp();
        _log.GoOn();
        var next = Call(FlushTime.BeforeAnswer);

        Commit(next);

        Assert.True(await next.Answered.WaitAsync(Deadline, Ct));
        _flushes.AwaitSeen();
    }

    [Fact]
    public async Task At_the_end_all_is_on_the_disk()
    {
        Commit(Call(FlushTime.AfterAnswer));
        await _log.BegunAsync(1);
        Commit(Call(FlushTime.AfterAnswer));
        var end = Task.Run(_flushes.Dispose, Ct);
        Assert.False(end.IsCompleted);

        _log.GoOn();

        await end.WaitAsync(Deadline, Ct);
        Assert.Equal(2, _flushes.Count);
    }

    private static AsyncWriteCall<bool> Call(FlushTime flush) => new(static _ => true, flush);

    /// <summary>As the writer does, whose next group waits already.</summary>
    private void Commit(params AsyncWriteCall<bool>[] calls)
    {
        _flushes.Prepare();
        _database.Execute("BEGIN; INSERT INTO t VALUES (1)");
        foreach (var call in calls)
            call.Execute(null!);
        _flushes.Begin();
        _database.Execute("COMMIT");
        _flushes.Answer([.. calls], isLast: false);
    }

    private sealed class SlowLog(Database database) : LogFile(database)
    {
        private readonly SemaphoreSlim _may = new(0);
        private int _begun;
        private volatile bool _isFree;

        public bool Refuses { get; set; }

        public override void Flush()
        {
            Interlocked.Increment(ref _begun);
            if (!_isFree)
                _may.Wait();
            if (Refuses)
                throw new IOException("no space left on device");
        }

        /// <summary>Waits until so many flushes have begun.</summary>
        public async Task BegunAsync(int count)
        {
            using var limit = new CancellationTokenSource(Deadline);
            while (Volatile.Read(ref _begun) < count)
                await Task.Delay(1, limit.Token);
        }

        /// <summary>Lets some end, or all from now on.</summary>
        public void GoOn(int count = 0)
        {
            _isFree = count == 0;
            _may.Release(count == 0 ? 100 : count);
        }
    }
}
