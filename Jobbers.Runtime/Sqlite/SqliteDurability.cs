namespace Jobbers.Sqlite;

/// <summary>What an acknowledged write survives.</summary>
internal enum SqliteDurability
{
    /// <summary>What a client is told is on the disk by then: it survives loss of power. What workers are told follows at once, and is shown to nobody before.</summary>
    Full,

    /// <summary>A commit survives the end of every process, but the last ones may be lost when the machine loses power. Faster.</summary>
    Normal,
}
