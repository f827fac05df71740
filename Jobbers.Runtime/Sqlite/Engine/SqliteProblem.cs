using Jobbers.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Jobbers.Sqlite.Engine;

/// <summary>Turns SQLite's error codes into what a process should do: end with a sentence, or back off and try again.</summary>
internal static class SqliteProblem
{
    /// <summary>What is told when the file cannot be opened as a store.</summary>
    public static Exception AtOpen(string path, SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new StoreRefusedException(
            $"'{path}' is not a SQLite database, or is damaged: restore it from a backup, or move it away and let a new one be made.", failure),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => new StoreRefusedException(
            $"'{path}' cannot be opened or created: make its directory exist and writable for this user, or name another file (SQL_PATH or JOBBERS_STORE).", failure),
        raw.SQLITE_READONLY => ReadOnly(path, failure),
        _ => AtWork(path, failure),
    };

    public static StoreRefusedException ReadOnly(string path, Exception? cause = null) => new(
        $"'{path}' is read-only: make the file and its directory writable for this user, or name another file (SQL_PATH or JOBBERS_STORE).", cause);

    /// <summary>What is told when the file of an opened store is not where it was any more.</summary>
    public static StoreUnavailableException Moved(string path) => new(
        $"'{path}', or the -wal beside it, was removed, moved or replaced while this process has it open, and what it wrote there would be lost: put the files "
        + "back as they were, or end all processes on it and start them anew.");

    /// <summary>What is told when an opened store fails: everything that can mend itself or be mended is worth another try.</summary>
    public static Exception AtWork(string path, SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => Unavailable($"The disk of '{path}' is full, nothing was stored: make room on it.", failure),
        raw.SQLITE_IOERR => Unavailable($"'{path}' cannot be read or written ({failure.Message}): check the disk and the file system.", failure),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Unavailable($"'{path}' is held by another process for too long: see which one has it open.", failure),
        raw.SQLITE_NOMEM => Unavailable($"There is no memory left to work with '{path}': give the process more.", failure),
        raw.SQLITE_READONLY => Unavailable($"'{path}' has become read-only: make the file and its directory writable.", failure),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => Unavailable($"'{path}' cannot be opened any more: check the file and its directory.", failure),
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => Unavailable($"'{path}' is damaged: stop all its processes and restore it from a backup.", failure),
        _ => failure,
    };

    private static StoreUnavailableException Unavailable(string message, Exception cause) => new(message, cause);
}
