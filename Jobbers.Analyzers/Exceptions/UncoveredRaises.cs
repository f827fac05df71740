namespace Jobbers.Analyzers.Exceptions;

/// <summary>Exceptions of a task that wants retries and says nothing about them: each type once, at its first site.</summary>
internal static class UncoveredRaises
{
    private const string IgnoredSetting = "jobbers_ignored_exceptions";

    public static IEnumerable<Raise> Of(TaskBody task, bool ofLibraries)
    {
        if (!task.Options.WantsRetries)
            return [];
        var listed = task.Options.Expected.AddRange(task.Options.Fatal);
        var ignored = (task.Setting(IgnoredSetting) ?? "").Split([',', ' ', '|'], StringSplitOptions.RemoveEmptyEntries);
        var raises = task.Program.Raises.Of(task.Method, task.Body, task.CancellationToken);
        return raises
            .Where(r => r.Api is not null == ofLibraries && !ExceptionKinds.NeedsNoWord(r.Type))
            // What the program throws again itself is JOB211's business.
            .Where(r => !ofLibraries || !raises.Any(own => own.Api is null && SymbolEqualityComparer.Default.Equals(own.Type, r.Type)))
            .Where(r => !listed.Any(l => r.Type.Is(l) || (ofLibraries && l.Is(r.Type))))
            .Where(r => !ignored.Any(name => r.Type.DerivesFrom(name)))
            .GroupBy(r => r.Type, SymbolEqualityComparer.Default)
            .Select(g => g.OrderBy(r => r.Site.SpanStart).First())
            .OrderBy(r => r.Site.SpanStart);
    }

    /// <summary>What a fix needs to write the type down.</summary>
    public static IReadOnlyDictionary<string, string?> Properties(Raise raise) =>
        new Dictionary<string, string?> { ["exception"] = raise.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) };
}
