using System.Globalization;
using Jobbers.Storage;
using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite.Engine;

/// <summary>Opens the file for the writer: refuses what is not a store of ours, makes or brings up to date what is.</summary>
internal static class StoreFile
{
    /// <summary>Marks the file as a Jobbers store: "JOBB".</summary>
    public const int ApplicationId = 0x4A4F4242;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreRefusedException">The file can never be used.</exception>
    /// <exception cref="StoreUnavailableException">It cannot be used now.</exception>
    public static Database OpenForWriter(SqliteStoreOptions options)
    {
        RefuseByName(options.Path);
        Database? database = null;
        try
        {
            database = Database.Open(options.Path);
            if (database.IsReadOnly)
                throw SqliteProblem.ReadOnly(options.Path);
            RefuseForeign(database);
            UseWriteAheadLog(database);
            database.Execute(Settings(options));
            Migrations.Apply(database);
            database.BusyTimeout = TimeSpan.Zero;
            return database;
        }
        catch (SqliteException refused)
        {
            database?.Dispose();
            throw SqliteProblem.AtOpen(options.Path, refused);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>What the file system tells better than SQLite, also to a superuser whom it would let pass.</summary>
    private static void RefuseByName(string path)
    {
        if (Directory.Exists(path))
            throw new StoreRefusedException($"'{path}' is a directory: name a file in it, such as {Path.Combine(path, "jobbers.db")}.");
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            throw SqliteProblem.ReadOnly(path);
    }

    /// <summary>
    /// Before anything is changed in it. Another process may be making the file just now, tables and mark in one transaction: looked at in this
    /// order, tables that are seen without the mark are not ours.
    /// </summary>
    private static void RefuseForeign(Database database)
    {
        var hasTables = database.Scalar("SELECT count(*) FROM sqlite_schema") > 0;
        var application = database.Scalar("PRAGMA application_id");
        if (application == ApplicationId)
            Migrations.RefuseNewer(database);
        else if (application != 0 || hasTables)
            throw new StoreRefusedException($"'{database.Path}' is the database of another program: name another file (SQL_PATH or JOBBERS_STORE); nothing was changed in it.");
    }

    private static void UseWriteAheadLog(Database database)
    {
        var until = Environment.TickCount64 + (long)LongestWait.TotalMilliseconds;
        using var statement = database.PrepareOnce("PRAGMA journal_mode = WAL");
        while (!statement.TryRun())
        {
            if (Environment.TickCount64 > until)
                throw new StoreUnavailableException($"'{database.Path}' is held by another process for too long: see which one has it open.");
#pragma warning disable RS0030 // SQLite gives nothing to wait on for another process's lock; this is never a thread of the pool.
            Thread.Sleep(5);
#pragma warning restore RS0030
        }
    }

    private static string Settings(SqliteStoreOptions options) => string.Create(CultureInfo.InvariantCulture, $"""
        PRAGMA synchronous = {(options.Durability == SqliteDurability.Full ? "FULL" : "NORMAL")};
        PRAGMA cache_size = -4096;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA temp_store = MEMORY;
        """);
}
