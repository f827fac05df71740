namespace Reports;

/// <summary>Where finished reports lie.</summary>
internal sealed class ReportFolder(string path)
{
    /// <summary>Writes a report so that a reader sees the old page or the new one, never half of it.</summary>
    public async Task<string> SaveAsync(int reportId, string html, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path);
        var file = Path.Combine(path, $"{reportId}.html");
        var draft = $"{file}.{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(draft, html, cancellationToken);
        File.Move(draft, file, overwrite: true);
        return file;
    }
}
