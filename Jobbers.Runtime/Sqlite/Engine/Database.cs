using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Jobbers.Sqlite.Engine;

/// <summary>One connection and the statements prepared on it. One thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG.</summary>
    private const int EnablePlanStability = 1007;

    /// <summary>Each connection has one thread at a time, so SQLite need not lock it at every call: locks were a tenth of the writer's time.</summary>
    private const int OpenFlags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX;

    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    private Database(string path, sqlite3 handle) => (Path, _handle) = (path, handle);

    public string Path { get; }

    /// <summary>The file's own path: where it is a link, what that leads to. The log lies beside this one.</summary>
    public string FullPath => raw.sqlite3_db_filename(_handle, "main").utf8_to_string();

    /// <summary>
    /// Whether the file still lies where it was opened. Whatever is written to one that does not is seen by no process that comes later, and gone when the
    /// last one ends.
    /// </summary>
    public bool IsInPlace => !HotCalls.HasMoved(_handle.DangerousGetHandle());

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public bool IsReadOnly => raw.sqlite3_db_readonly(_handle, "main") == 1;

    /// <summary>How long a statement waits when another connection holds what it needs.</summary>
    public TimeSpan BusyTimeout
    {
        set => raw.sqlite3_busy_timeout(_handle, (int)value.TotalMilliseconds);
    }

    /// <summary>Rows changed since the connection was opened.</summary>
    public long TotalChanges => raw.sqlite3_total_changes(_handle);

    /// <summary>Rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Opens the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="creates">Whether it is made when it is missing.</param>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public static Database Open(string path, bool creates = true)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, creates ? OpenFlags | raw.SQLITE_OPEN_CREATE : OpenFlags, null);
        try
        {
            SqliteException.ThrowExceptionForRC(code, handle);
            KeepPlans(handle);
            return new Database(path, handle) { BusyTimeout = DefaultBusyTimeout };
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Plans hold for any value. Otherwise SQLite looks whether the value bound to a shelf makes a partial index usable, and to do so it compiles
    /// the statement anew at every execution.
    /// </summary>
    private static void KeepPlans(sqlite3 handle) => raw.sqlite3_db_config(handle, EnablePlanStability, 1, out _);

    /// <summary>Makes a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        var statement = new Statement(_handle, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Makes a statement that its user disposes.</summary>
    public Statement PrepareOnce(string sql) => new(_handle, sql);

    /// <summary>Executes a script once.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql, out _);
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, _handle);
    }

    /// <summary>The first value of a statement that is needed once.</summary>
    public long Scalar(string sql)
    {
        using var statement = new Statement(_handle, sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Lets go of every row that a statement still stands on: it would hold the snapshot of its transaction.</summary>
    public void Rest()
    {
        foreach (var statement in _statements)
            statement.Reset();
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        _handle.Dispose();
    }
}
