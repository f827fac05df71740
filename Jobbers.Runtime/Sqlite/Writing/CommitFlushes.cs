using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Writing;

/// <summary>Sees to it that commits are on the disk when <see cref="FlushTime"/> says, and leaves out the flushes that nobody waits for.</summary>
internal sealed class CommitFlushes(Database database, SqliteDurability durability) : IDisposable
{
    private readonly LogFile _log = new(database);

    /// <summary>Whether SQLite flushes at each commit now.</summary>
    private bool _atCommit = durability == SqliteDurability.Full;

    /// <summary>Whether something is committed that may not be on the disk yet.</summary>
    public bool IsOwed { get; private set; }

    /// <summary>Flushes apart from commits so far.</summary>
    public long Late { get; private set; }

    /// <summary>Before a transaction. What one owes is paid with the next commit at the latest.</summary>
    public void Prepare(FlushTime time)
    {
        if (durability == SqliteDurability.Normal)
            return;
        var atCommit = time == FlushTime.BeforeAnswer || IsOwed;
        if (atCommit == _atCommit)
            return;
        database.Execute(atCommit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _atCommit = atCommit;
    }

    /// <summary>A transaction that changed something is committed.</summary>
    public void Committed() => IsOwed = durability == SqliteDurability.Full && !_atCommit;

    /// <summary>When nobody waits for the writer.</summary>
    /// <exception cref="IOException">The disk refused; it is owed still.</exception>
    public void Pay()
    {
        _log.Flush();
        IsOwed = false;
        Late++;
    }

    public void Dispose() => _log.Dispose();
}
