using System.Globalization;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Engine;

/// <summary>
/// Brings a file to the program's schema: the numbered scripts that it lacks, all in one transaction, so that of several processes one applies
/// them and the others find them applied.
/// </summary>
internal static class Migrations
{
    private static readonly string[] Names =
    [
        .. typeof(Migrations).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The schema this program works with.</summary>
    public static int Latest => Names.Length;

    /// <exception cref="StoreRefusedException">A newer program has written the file.</exception>
    public static void RefuseNewer(Database database)
    {
        var version = database.Scalar("PRAGMA user_version");
        if (version > Latest)
        {
            throw new StoreRefusedException(
                $"'{database.Path}' has schema {version}, this program knows up to {Latest}: run the newer version of the program, or name another file (SQL_PATH or JOBBERS_STORE).");
        }
    }

    public static void Apply(Database database)
    {
        if (database.Scalar("PRAGMA user_version") == Latest)
            return;
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            RefuseNewer(database);
            for (var version = (int)database.Scalar("PRAGMA user_version"); version < Latest; version++)
                database.Execute(Read(Names[version]));
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {StoreFile.ApplicationId}; PRAGMA user_version = {Latest}; COMMIT"));
        }
        catch
        {
            if (database.InTransaction)
                database.Execute("ROLLBACK");
            throw;
        }
    }

    private static string Read(string name)
    {
        using var stream = typeof(Migrations).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The migration {name} is missing in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
