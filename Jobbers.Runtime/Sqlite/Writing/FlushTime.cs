namespace Jobbers.Sqlite.Writing;

/// <summary>When a caller is answered whose commit is to survive loss of power (<see cref="SqliteDurability.Full"/>). Flushed it is at once in any case.</summary>
internal enum FlushTime
{
    /// <summary>What the caller is told survives from then on.</summary>
    BeforeAnswer,

    /// <summary>
    /// The caller need not wait for the disk. Only for what a worker is told: loss of power takes the worker too, so that a claim leaves a task that
    /// waits as before, and an outcome a task that runs again, of which nobody was told that it had ended (<see cref="CommitFlushes.AwaitSeen"/>).
    /// </summary>
    AfterAnswer,
}
