using Microsoft.Win32.SafeHandles;

namespace Jobbers.Sqlite.Engine;

/// <summary>
/// The write-ahead log of a database, for flushes that are not part of a commit. SQLite holds its locks on the other files: closing this one, which
/// ends all locks of the process on it, lets go of none of them.
/// </summary>
internal class LogFile(Database database) : IDisposable
{
    private SafeFileHandle? _handle;

    /// <summary>Returns when all that is committed is on the disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public virtual void Flush()
    {
        _handle ??= File.OpenHandle(database.FullPath + "-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(_handle);
    }

    public void Dispose() => _handle?.Dispose();
}
