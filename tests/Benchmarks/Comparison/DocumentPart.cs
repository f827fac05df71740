namespace Benchmarks.Comparison;

/// <summary>The part of a document that is measured and not written.</summary>
internal static class DocumentPart
{
    private const string Begin = "<!-- figures: begin -->";
    private const string End = "<!-- figures: end -->";

    /// <summary>Puts new figures between the markers.</summary>
    /// <exception cref="ArgumentException">There is no such document, or it has no markers.</exception>
    public static async Task ReplaceAsync(string document, string text)
    {
        var (file, old, from, until) = Find(document);
        await File.WriteAllTextAsync(file, $"{old[..from]}\n{text.Trim()}\n{old[until..]}");
    }

    /// <summary>Looks before anything is measured, which takes a quarter of an hour.</summary>
    /// <exception cref="ArgumentException">There is no such document, or it has no markers.</exception>
    public static string Checked(string document)
    {
        Find(document);
        return document;
    }

    private static (string File, string Text, int From, int Until) Find(string document)
    {
        var file = Path.Combine(Repository.Root, document);
        if (!File.Exists(file))
            throw new ArgumentException($"There is no document {file} to write into.");
        var text = File.ReadAllText(file);
        var (from, until) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        return from >= 0 && until > from
            ? (file, text, from + Begin.Length, until)
            : throw new ArgumentException($"{document} has no lines '{Begin}' and '{End}' to put figures between.");
    }
}
