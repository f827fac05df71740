namespace Jobbers.Sqlite;

/// <summary>Which file, and how safely it is written.</summary>
/// <param name="Path">A plain path, relative to the working directory or absolute; see <see cref="SqlitePath.Parse"/>.</param>
internal sealed record SqliteStoreOptions(string Path)
{
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;
}
