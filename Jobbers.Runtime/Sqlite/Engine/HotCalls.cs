using System.Runtime.InteropServices;

namespace Jobbers.Sqlite.Engine;

/// <summary>
/// SQLite's functions that a verb calls tens of times a task, called by address: through the wrapper each call counts a reference to its safe
/// handle up and down, which was a tenth of the writer's time. Who calls them owns the statement and has it to itself, as <see cref="Statement"/> does.
/// The library is the one that the wrapper has loaded. The short ones skip the switch of the thread's state for the collector, because they
/// return at once: they neither wait nor call back.
/// </summary>
internal static unsafe partial class HotCalls
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLITE_TRANSIENT: SQLite makes its own copy before it returns.</summary>
    private const nint Copied = -1;

    /// <summary>SQLITE_FCNTL_HAS_MOVED.</summary>
    private const int HasMovedControl = 20;

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    /// <summary>Its code is left out: it repeats that of the last step.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial void Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int BindInt64(nint statement, int index, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double"), SuppressGCTransition]
    public static partial int BindDouble(nint statement, int index, double value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int index);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int ColumnType(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long ColumnInt64(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_double"), SuppressGCTransition]
    public static partial double ColumnDouble(nint statement, int column);

    /// <summary>Whether another file, or none, lies where the connection's file was opened: a look at the file system. Windows moves no open file.</summary>
    public static bool HasMoved(nint connection)
    {
        var moved = 0;
        return FileControl(connection, null, HasMovedControl, &moved) == 0 && moved != 0;
    }

    public static int BindText(nint statement, int index, ReadOnlySpan<byte> text)
    {
        byte none = 0;
        fixed (byte* bytes = text)
            return BindText(statement, index, bytes is null ? &none : bytes, text.Length, Copied);
    }

    public static int BindBlob(nint statement, int index, ReadOnlySpan<byte> blob)
    {
        // A null pointer would be NULL instead of no bytes.
        byte none = 0;
        fixed (byte* bytes = blob)
            return BindBlob(statement, index, bytes is null ? &none : bytes, blob.Length, Copied);
    }

    /// <summary>A blob's or a text's bytes, as they lie in SQLite's memory.</summary>
    public static ReadOnlySpan<byte> ColumnBytes(nint statement, int column)
    {
        // In this order: the length is that of the form which the first call has made.
        var bytes = ColumnBlob(statement, column);
        return new ReadOnlySpan<byte>(bytes, ColumnLength(statement, column));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_file_control")]
    private static partial int FileControl(nint connection, byte* name, int control, int* argument);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(nint statement, int index, byte* text, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBlob(nint statement, int index, byte* blob, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    private static partial byte* ColumnBlob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    private static partial int ColumnLength(nint statement, int column);
}
