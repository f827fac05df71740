using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Jobbers.Sqlite.Engine;

/// <summary>
/// One prepared statement of one connection, prepared at its first use and kept. It speaks to SQLite directly: an ADO.NET command boxes every
/// parameter and allocates a reader for each execution, which costs more than the statements of the hot path themselves.
/// A row is read between two calls of <see cref="Step"/>; binding after that starts anew. One thread at a time.
/// </summary>
internal sealed class Statement(sqlite3 connection, string sql) : IDisposable
{
    private const int LongestOnStack = 512;
    private const int PrimaryCode = 0xFF;

    private sqlite3_stmt? _prepared;
    private bool _active;

    public Statement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(Ready(), index, value));
        return this;
    }

    public Statement Bind(int index, long? value)
    {
        if (value is { } number)
            return Bind(index, number);
        Check(raw.sqlite3_bind_null(Ready(), index));
        return this;
    }

    public Statement Bind(int index, double? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_double(Ready(), index, number) : raw.sqlite3_bind_null(Ready(), index));
        return this;
    }

    public Statement Bind(int index, string? text)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(Ready(), index));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= LongestOnStack ? stackalloc byte[most] : new byte[most];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        Check(raw.sqlite3_bind_text(Ready(), index, bytes[..length]));
        return this;
    }

    public Statement Bind(int index, Ulid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return Bind(index, bytes);
    }

    public Statement Bind(int index, ReadOnlySpan<byte> blob)
    {
        Check(raw.sqlite3_bind_blob(Ready(), index, blob));
        return this;
    }

    public Statement BindNull(int index)
    {
        Check(raw.sqlite3_bind_null(Ready(), index));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none; the statement is at rest again.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public bool Step()
    {
        var prepared = Prepared();
        var code = raw.sqlite3_step(prepared);
        if (code == raw.SQLITE_ROW)
            return _active = true;
        _active = false;
        raw.sqlite3_reset(prepared);
        if (code != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, connection);
        return false;
    }

    /// <summary>Executes a statement that may find the file busy.</summary>
    /// <returns>False when it was; any other refusal throws.</returns>
    public bool TryRun()
    {
        var prepared = Prepared();
        var code = raw.sqlite3_step(prepared);
        raw.sqlite3_reset(prepared);
        if (code is raw.SQLITE_DONE or raw.SQLITE_ROW)
            return true;
        if ((code & PrimaryCode) != raw.SQLITE_BUSY)
            SqliteException.ThrowExceptionForRC(code, connection);
        return false;
    }

    /// <summary>Executes to the end.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_prepared, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_prepared, column);

    public int Int32(int column) => raw.sqlite3_column_int(_prepared, column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public double? DoubleOrNull(int column) => IsNull(column) ? null : raw.sqlite3_column_double(_prepared, column);

    public Ulid Id(int column) => new(Bytes(column));

    /// <summary>A blob's or a text's bytes; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_prepared, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Lets go of the row it stands on, and with it of the snapshot it reads.</summary>
    public void Reset()
    {
        if (!_active)
            return;
        _active = false;
        raw.sqlite3_reset(_prepared);
    }

    public void Dispose()
    {
        _prepared?.Dispose();
        _prepared = null;
    }

    private sqlite3_stmt Ready()
    {
        Reset();
        return Prepared();
    }

    private sqlite3_stmt Prepared()
    {
        if (_prepared is not null)
            return _prepared;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        return _prepared = prepared;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, connection);
    }
}
