namespace Benchmarks.Comparison;

/// <summary>The part of a document that is measured and not written.</summary>
internal static class DocumentPart
{
    private const string Begin = "<!-- figures: begin -->";
    private const string End = "<!-- figures: end -->";

    /// <summary>Puts new figures between the markers.</summary>
    /// <exception cref="InvalidOperationException">The document has no markers.</exception>
    public static async Task ReplaceAsync(string document, string text)
    {
        var file = Path.Combine(Repository.Root, document);
        var old = await File.ReadAllTextAsync(file);
        var (from, until) = (old.IndexOf(Begin, StringComparison.Ordinal), old.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || until < from)
            throw new InvalidOperationException($"{document} has no lines '{Begin}' and '{End}' to put figures between.");
        await File.WriteAllTextAsync(file, $"{old[..(from + Begin.Length)]}\n{text.Trim()}\n{old[until..]}");
    }
}
