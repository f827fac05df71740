using Jobbers.Storage;

namespace Jobbers.Sqlite;

/// <summary>Reads the places of a SQLite file that configurations name: a plain path, <c>sqlite:path</c>, or a URL as SQLAlchemy writes it.</summary>
internal static class SqlitePath
{
    /// <summary>The path that <paramref name="place"/> names: of a URL, three slashes are followed by a relative path, four by an absolute one.</summary>
    /// <exception cref="StoreRefusedException">It names no file.</exception>
    public static string Parse(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var path = WithoutScheme(place.Trim());
        if (path is null || path.Length == 0 || path.Contains(":memory:", StringComparison.Ordinal))
        {
            throw new StoreRefusedException(
                $"'{place}' names no SQLite file: give a path such as jobbers.db or /var/lib/jobbers/jobbers.db (a database in memory cannot be shared).");
        }

        return path;
    }

    private static string? WithoutScheme(string place)
    {
        var colon = place.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !IsScheme(place.AsSpan(0, colon)))
            return place;
        var rest = place[(colon + 1)..];
        if (!rest.StartsWith("//", StringComparison.Ordinal))
            return rest;
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        var authorityAndPath = query < 0 ? rest[2..] : rest[2..query];
        return authorityAndPath.StartsWith('/') ? authorityAndPath[1..] : null;
    }

    private static bool IsScheme(ReadOnlySpan<char> text) =>
        text.Equals("sqlite", StringComparison.OrdinalIgnoreCase) || text.StartsWith("sqlite+", StringComparison.OrdinalIgnoreCase);
}
