namespace Jobbers.Sqlite.Writing;

/// <summary>When a commit must be on the disk, where the store is to survive loss of power (<see cref="SqliteDurability.Full"/>).</summary>
internal enum FlushTime
{
    /// <summary>What the caller is told survives from then on.</summary>
    BeforeAnswer,

    /// <summary>
    /// The caller need not wait for the disk. Only for what loss of power undoes together with all that was done on its ground: a claim whose worker
    /// is lost too leaves a task that waits, as it did before.
    /// </summary>
    AfterAnswer,
}
