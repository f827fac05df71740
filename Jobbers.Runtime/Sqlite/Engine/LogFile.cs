using System.Runtime.InteropServices;
using Jobbers.Storage;
using Microsoft.Win32.SafeHandles;

namespace Jobbers.Sqlite.Engine;

/// <summary>
/// The write-ahead log of a database, for flushes that are not part of a commit. SQLite holds its locks on the other files: closing this one, which
/// ends all locks of the process on it, lets go of none of them.
/// </summary>
internal partial class LogFile(Database database) : IDisposable
{
    private const int Interrupted = 4;

    private const int Block = 1 << 16;

    private readonly string _path = PathOf(database.FullPath);

    private SafeFileHandle? _handle;

    /// <summary>
    /// Whether it still lies where it was opened. What lies there instead has another length, as long as nobody else writes: only in a transaction of this
    /// connection. Windows moves no open file.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    public bool IsInPlace
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return true;
            try
            {
                var there = new FileInfo(_path);
                return there.Exists && RandomAccess.GetLength(Open()) == there.Length;
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                throw Refused(refusal);
            }
        }
    }

    /// <summary>Where the log of a file lies.</summary>
    public static string PathOf(string file) => file + "-wal";

    /// <summary>Returns when all that is committed is on the disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public virtual void Flush()
    {
        var file = Open();
        if (OperatingSystem.IsWindows())
            RandomAccess.FlushToDisk(file);
        else
            Synchronize(file);
    }

    /// <returns>Why the disk refused; null when all is on it.</returns>
    public StoreUnavailableException? TryFlush()
    {
        try
        {
            Flush();
            return null;
        }
        catch (Exception refusal)
        {
            return Refused(refusal);
        }
    }

    /// <summary>
    /// Writes all of it once more, as it is. After a flush that was refused the system takes for written what it could not write: no later flush would
    /// bring it to the disk, and of a log with a hole nothing behind that is found again. Only while no other connection writes.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The disk refused.</exception>
    public virtual void WriteAnew()
    {
        try
        {
            var file = Open();
            var block = new byte[Block];
            int read;
            for (var at = 0L; (read = RandomAccess.Read(file, block, at)) > 0; at += read)
                RandomAccess.Write(file, block.AsSpan(0, read), at);
        }
        catch (Exception refusal)
        {
            throw Refused(refusal);
        }
    }

    public void Dispose() => _handle?.Dispose();

    private SafeFileHandle Open() =>
        _handle ??= File.OpenHandle(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private StoreUnavailableException Refused(Exception refusal) =>
        new($"'{database.Path}' could not be written to its disk: {refusal.Message}", refusal);

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
