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

    /// <summary>The same as an address; 0 before it is prepared and after it is disposed, which SQLite refuses as misuse.</summary>
    private nint _address;

    private bool _active;

    public Statement Bind(int index, long value)
    {
        Check(HotCalls.BindInt64(Ready(), index, value));
        return this;
    }

    public Statement Bind(int index, long? value)
    {
        if (value is { } number)
            return Bind(index, number);
        Check(HotCalls.BindNull(Ready(), index));
        return this;
    }

    public Statement Bind(int index, double? value)
    {
        Check(value is { } number ? HotCalls.BindDouble(Ready(), index, number) : HotCalls.BindNull(Ready(), index));
        return this;
    }

    public Statement Bind(int index, string? text)
    {
        if (text is null)
        {
            Check(HotCalls.BindNull(Ready(), index));
            return this;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= LongestOnStack ? stackalloc byte[most] : new byte[most];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        Check(HotCalls.BindText(Ready(), index, bytes[..length]));
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
        Check(HotCalls.BindBlob(Ready(), index, blob));
        return this;
    }

    public Statement BindNull(int index)
    {
        Check(HotCalls.BindNull(Ready(), index));
        return this;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none; the statement is at rest again.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public bool Step()
    {
        var prepared = Prepared();
        var code = HotCalls.Step(prepared);
        if (code == raw.SQLITE_ROW)
            return _active = true;
        _active = false;
        HotCalls.Reset(prepared);
        if (code != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(code, connection);
        return false;
    }

    /// <summary>Executes a statement that may find the file busy.</summary>
    /// <returns>False when it was; any other refusal throws.</returns>
    public bool TryRun()
    {
        var prepared = Prepared();
        var code = HotCalls.Step(prepared);
        HotCalls.Reset(prepared);
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

    public bool IsNull(int column) => HotCalls.ColumnType(_address, column) == raw.SQLITE_NULL;

    public long Int64(int column) => HotCalls.ColumnInt64(_address, column);

    public int Int32(int column) => (int)Int64(column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public double? DoubleOrNull(int column) => IsNull(column) ? null : HotCalls.ColumnDouble(_address, column);

    public Ulid Id(int column) => new(Bytes(column));

    /// <summary>A blob's or a text's bytes; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => HotCalls.ColumnBytes(_address, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Lets go of the row it stands on, and with it of the snapshot it reads.</summary>
    public void Reset()
    {
        if (!_active)
            return;
        _active = false;
        HotCalls.Reset(_address);
    }

    public void Dispose()
    {
        _address = 0;
        _prepared?.Dispose();
        _prepared = null;
    }

    private nint Ready()
    {
        Reset();
        return Prepared();
    }

    private nint Prepared()
    {
        if (_address != 0)
            return _address;
        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
        _prepared = prepared;
        return _address = prepared.DangerousGetHandle();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, connection);
    }
}
