namespace Drills.History;

/// <summary>The file in which the tasks of a drill say what really ran.</summary>
internal sealed class Journal(string path)
{
    public string Path => path;

    public IReadOnlyList<JournalLine> Read() => File.Exists(path) ? [.. ReadWhole().Select(JournalLine.Parse)] : [];

    /// <summary>Lines that are written to their end: a reader beside the writers may see the last one half.</summary>
    private string[] ReadWhole()
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = file.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
