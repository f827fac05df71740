using System.Diagnostics;
using Jobbers.Sqlite.Engine;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Writing;

/// <summary>
/// Brings commits to the disk, on a thread of its own, while the writer is at the next transaction already: one flush is for all that was committed before it
/// began. Callers that are told something that must survive loss of power are answered behind it, and so is whoever reads.
/// </summary>
internal sealed class CommitFlushes : IDisposable
{
    /// <summary>Commits on their way to the disk at most: where it stands still, the writer does so soon after.</summary>
    private const int MostAhead = 64;

    /// <summary>Longer than any disk that works: as long as SQLite waits for a file that others hold.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly object _gate = new();
    private readonly Database _database;
    private readonly LogFile _log;
    private readonly OtherCommits _others;
    private readonly bool _isNeeded;
    private readonly Thread? _thread;

    /// <summary>Answered when all that is committed now is on the disk.</summary>
    private List<WriteCall> _waiting = [];

    /// <summary>Numbers of commits: the last that began, the last that is done, the last that is on the disk.</summary>
    private long _begun, _done, _onDisk;

    /// <summary>Flushes so far, and how many there are to be for readers.</summary>
    private long _count, _wanted;
    private bool _isFlushing, _isClosed;

    /// <summary>Why the disk refused. The next commit is flushed by SQLite itself then, which undoes it when the disk refuses once more.</summary>
    private StoreUnavailableException? _refusal;

    /// <summary>Whether SQLite flushes at each commit now; for the writer's thread alone.</summary>
    private bool _atCommit;

    /// <param name="database">The writer's connection.</param>
    /// <param name="durability">Whether anything is to be flushed at all.</param>
    /// <param name="log">What is flushed; null for the log of the database.</param>
    public CommitFlushes(Database database, SqliteDurability durability, LogFile? log = null)
    {
        _database = database;
        _log = log ?? new LogFile(database);
        _others = new OtherCommits(database);
        _isNeeded = durability == SqliteDurability.Full;
        if (!_isNeeded)
            return;
        SetAtCommit(false);
        _thread = new Thread(Work) { IsBackground = true, Name = "jobbers sqlite disk" };
        _thread.Start();
    }

    /// <summary>Flushes so far, those of SQLite's own commits not counted.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Whether the log lies where it was opened; in a transaction.</summary>
    public bool IsLogInPlace => _log.IsInPlace;

    /// <summary>Before a transaction.</summary>
    public void Prepare()
    {
        if (!_isNeeded)
            return;
        bool atCommit;
        lock (_gate)
        {
            while (_done - _onDisk >= MostAhead && _refusal is null)
                Monitor.Wait(_gate);
            atCommit = _refusal is not null;
        }

        if (atCommit != _atCommit)
            SetAtCommit(atCommit);
    }

    /// <summary>A transaction that changed something is about to be committed: from here on others may see it.</summary>
    /// <exception cref="StoreUnavailableException">The disk refuses still.</exception>
    public void Begin()
    {
        // What a refused flush was for is committed, and comes before all that follows in the log.
        if (_atCommit)
            _log.WriteAnew();
        lock (_gate)
            _begun++;
    }

    /// <summary>What was about to be committed was not. It is flushed for nothing then: its number may be waited for already.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            if (_done == _begun)
                return;
            _done = _begun;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Answers the callers of a transaction that is committed: at once, or when what they are told is on the disk.</summary>
    /// <param name="group">The callers.</param>
    /// <param name="isLast">Whether the writer has nothing else to do: it flushes itself then, which saves a change of threads.</param>
    public void Answer(List<WriteCall> group, bool isLast)
    {
        if (!_isNeeded)
        {
            Answers.Give(group);
            return;
        }

        var later = group.FindAll(static call => call.Flush == FlushTime.BeforeAnswer);
        // What was seen of another process's commit may not be on the disk yet. Our own changes bring it there.
        if (later.Count > 0 && _begun == _done && !_atCommit && _others.HaveCommitted())
            Begin();
        var isOwed = Commit(later, out var refusal);
        if (later.Count < group.Count)
            Answers.Give(later.Count == 0 ? group : group.FindAll(static call => call.Flush == FlushTime.AfterAnswer));
        if (!isOwed)
            Answers.Tell(later, refusal);
        else if (isLast && later.Count > 0 && TryTakeTurn(mayWait: false, out var turn))
            Flush(turn);
        else
            Wake();
    }

    /// <summary>Returns when all that may have been read is on the disk, so that nobody is told what loss of power could take back.</summary>
    /// <exception cref="StoreUnavailableException">The disk stands still.</exception>
    public void AwaitSeen()
    {
        if (!_isNeeded)
            return;
        lock (_gate)
        {
            var (seen, flush) = (_begun, long.MaxValue);
            if (_begun != _done)
            {
                // It may be seen already, and go on with a checkpoint for long: the next flush to begin will do.
                flush = _count + (_isFlushing ? 2 : 1);
                _wanted = Math.Max(_wanted, flush);
                Monitor.PulseAll(_gate);
            }

            for (var from = Stopwatch.GetTimestamp(); _onDisk < seen && _count < flush && _refusal is null && !_isClosed;)
            {
                // Commits wake it too, whether the disk goes on or not.
                var left = Patience - Stopwatch.GetElapsedTime(from);
                if (left <= TimeSpan.Zero)
                    throw new StoreUnavailableException($"'{_database.Path}' was not on the disk within {Patience.TotalSeconds:0} s: its disk is slow, or stands still.");
                Monitor.Wait(_gate, left);
            }
        }
    }

    /// <summary>Returns when all that is committed is on the disk, unless that refuses.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _thread?.Join();
        _log.Dispose();
    }

    /// <summary>Counts a commit, and notes who waits for it to be on the disk.</summary>
    /// <returns>False when there is nothing to wait for: it is there, or the disk refuses.</returns>
    private bool Commit(List<WriteCall> calls, out StoreUnavailableException? refusal)
    {
        lock (_gate)
        {
            // A transaction without a change is committed without a flush, and proves nothing of the disk.
            if (_atCommit && _begun != _done)
                (_onDisk, _refusal) = (_begun, null);
            _done = _begun;
            refusal = _refusal;
            if (_done == _onDisk || refusal is not null)
                return false;
            _waiting.AddRange(calls);
            return true;
        }
    }

    private void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    private void Work()
    {
        while (TryTakeTurn(mayWait: true, out var turn))
            Flush(turn);
    }

    /// <returns>False when there is nothing to flush, or another thread does; with <paramref name="mayWait"/> not before the end.</returns>
    private bool TryTakeTurn(bool mayWait, out Turn turn)
    {
        lock (_gate)
        {
            while (_isFlushing || _refusal is not null || (_done == _onDisk && _count >= _wanted))
            {
                turn = default;
                if (!mayWait || (_isClosed && !_isFlushing))
                    return false;
                Monitor.Wait(_gate);
            }

            _isFlushing = true;
            turn = new Turn(_done, _waiting);
            _waiting = [];
            return true;
        }
    }

    private void Flush(Turn turn)
    {
        var refusal = _log.TryFlush();
        List<WriteCall> others = [];
        lock (_gate)
        {
            _isFlushing = false;
            _refusal = refusal;
            if (refusal is null)
                (_onDisk, _count) = (Math.Max(_onDisk, turn.Until), _count + 1);
            // Who came meanwhile without anything new to flush.
            if (refusal is not null || _done == _onDisk)
                (others, _waiting) = (_waiting, others);
            Monitor.PulseAll(_gate);
        }

        Answers.Tell(turn.Calls, refusal);
        Answers.Tell(others, refusal);
    }

    private void SetAtCommit(bool atCommit)
    {
        _database.Execute(atCommit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _atCommit = atCommit;
    }

    /// <summary>One flush: the last commit that it is sure to bring to the disk, and who waits for it.</summary>
    private readonly record struct Turn(long Until, List<WriteCall> Calls);
}
