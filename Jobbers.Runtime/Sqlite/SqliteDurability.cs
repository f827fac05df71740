namespace Jobbers.Sqlite;

/// <summary>What an acknowledged write survives.</summary>
internal enum SqliteDurability
{
    /// <summary>Each commit is on the disk before it is acknowledged: it survives loss of power.</summary>
    Full,

    /// <summary>A commit survives the end of every process, but the last ones may be lost when the machine loses power. Faster.</summary>
    Normal,
}
