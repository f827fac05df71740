namespace Jobbers.Sqlite.Tests;

/// <summary>A path in a directory of its own, removed with all that SQLite puts beside it.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jobbers-sqlite-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "jobbers.db");

    public string Folder => _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);
}
