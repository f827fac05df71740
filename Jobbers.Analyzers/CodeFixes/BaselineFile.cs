using Jobbers.Analyzers.Contracts;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>Accepts contracts into the baseline of a project.</summary>
internal static class BaselineFile
{
    public const string AcceptKey = "Accept";

    public static async Task<Solution> AcceptAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        if (DocumentOf(project) is not { } document)
            return project.Solution;
        var source = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var text = source.ToString();
        foreach (var diagnostic in diagnostics)
        {
            if (KeyOf(diagnostic) is { } key && JsonParser.Parse(diagnostic.Properties["contract"] ?? "") is { } contract && ContractBaseline.Parse(text) is { } baseline)
                text = baseline.With(key, contract);
        }

        return project.Solution.WithAdditionalDocumentText(document.Id, SourceText.From(text, source.Encoding));
    }

    public static async Task<ContractBaseline?> ReadAsync(Project project, CancellationToken cancellationToken) =>
        DocumentOf(project) is { } document ? ContractBaseline.Parse((await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString()) : null;

    public static string? KeyOf(Diagnostic diagnostic) => diagnostic.Properties.TryGetValue("key", out var key) ? key : null;

    private static TextDocument? DocumentOf(Project project) =>
        project.AdditionalDocuments.FirstOrDefault(d => d.Name == ContractBaseline.FileName || Path.GetFileName(d.FilePath) == ContractBaseline.FileName);
}
