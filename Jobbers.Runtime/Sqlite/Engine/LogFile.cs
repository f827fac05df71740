using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Jobbers.Sqlite.Engine;

/// <summary>
/// The write-ahead log of a database, for flushes that are not part of a commit. SQLite holds its locks on the other files: closing this one, which
/// ends all locks of the process on it, lets go of none of them.
/// </summary>
internal partial class LogFile(Database database) : IDisposable
{
    private const int Interrupted = 4;

    private SafeFileHandle? _handle;

    /// <summary>Returns when all that is committed is on the disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public virtual void Flush()
    {
        _handle ??= File.OpenHandle(database.FullPath + "-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (OperatingSystem.IsWindows())
            RandomAccess.FlushToDisk(_handle);
        else
            Synchronize(_handle);
    }

    public void Dispose() => _handle?.Dispose();

    /// <summary>.NET's own flush says nothing of a disk that refuses, except on Windows.</summary>
    private static void Synchronize(SafeFileHandle file)
    {
        while (Fsync(file) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(SafeFileHandle file);
}
