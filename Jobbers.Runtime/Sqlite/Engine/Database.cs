using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Jobbers.Sqlite.Engine;

/// <summary>One connection and the statements prepared on it. One thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private static readonly TimeSpan DefaultBusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG.</summary>
    private const int EnablePlanStability = 1007;

    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];

    private Database(string path, SqliteConnection connection) => (Path, _connection) = (path, connection);

    public string Path { get; }

    private sqlite3 Handle => _connection.Handle!;

    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    public bool IsReadOnly => raw.sqlite3_db_readonly(Handle, "main") == 1;

    /// <summary>How long a statement waits when another connection holds what it needs.</summary>
    public TimeSpan BusyTimeout
    {
        set => raw.sqlite3_busy_timeout(Handle, (int)value.TotalMilliseconds);
    }

    /// <summary>Rows changed since the connection was opened.</summary>
    public long TotalChanges => raw.sqlite3_total_changes(Handle);

    /// <summary>Rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(Handle);

    /// <summary>Opens the file, creating it when it is missing.</summary>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public static Database Open(string path)
    {
        var place = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false };
        var connection = new SqliteConnection(place.ToString());
        try
        {
            connection.Open();
            KeepPlans(connection.Handle!);
            return new Database(path, connection) { BusyTimeout = DefaultBusyTimeout };
        }
        catch
        {
            connection.Dispose();
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
        var statement = new Statement(Handle, sql);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Makes a statement that its user disposes.</summary>
    public Statement PrepareOnce(string sql) => new(Handle, sql);

    /// <summary>Executes a script once.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(Handle, sql, out _);
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, Handle);
    }

    /// <summary>The first value of a statement that is needed once.</summary>
    public long Scalar(string sql)
    {
        using var statement = new Statement(Handle, sql);
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
        _connection.Dispose();
    }
}
