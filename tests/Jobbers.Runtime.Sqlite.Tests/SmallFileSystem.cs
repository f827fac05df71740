using System.Diagnostics;

namespace Jobbers.Sqlite.Tests;

/// <summary>A file system in memory that is really full when it is full; only who may mount can have one.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    private readonly DirectoryInfo _folder;

    private SmallFileSystem(DirectoryInfo folder) => _folder = folder;

    public string Folder => _folder.FullName;

    /// <returns>Null when this process may not mount.</returns>
    public static SmallFileSystem? TryMount(int megabytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return null;
        var folder = Directory.CreateTempSubdirectory("jobbers-small-");
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder.FullName))
            return new SmallFileSystem(folder);
        folder.Delete();
        return null;
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var ballast = File.Create(Path.Combine(Folder, "ballast"));
        try
        {
            var page = new byte[4096];
            while (true)
            {
                ballast.Write(page);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // There is none left.
        }
    }

    public void Grow(int megabytes) => Assert.True(Run("mount", "-o", $"remount,size={megabytes}m", Folder), "the file system did not grow");

    public void Dispose()
    {
        // A process that another test starts just now has our open files for a moment.
        for (var tries = 0; !Run("umount", Folder); tries++)
        {
            Assert.True(tries < 200, "the file system could not be taken away");
            Thread.Sleep(50);
        }

        _folder.Delete();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }
}
