using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>Fix All for the baseline: one edit of the file for all tasks in reach. A new version is a decision a task, and is not offered in bulk.</summary>
internal sealed class AcceptAll : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        if (context.CodeActionEquivalenceKey != BaselineFile.AcceptKey)
            return null;
        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects.ToList() : [context.Project];
        var found = new List<(ProjectId Project, IReadOnlyList<Diagnostic> Diagnostics)>();
        foreach (var project in projects)
        {
            var diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            found.Add((project.Id, diagnostics));
        }

        return CodeAction.Create("Accept all into the baseline", cancel => AcceptAsync(context.Solution, found, cancel), BaselineFile.AcceptKey);
    }

    private static async Task<Solution> AcceptAsync(
        Solution solution, IReadOnlyList<(ProjectId Project, IReadOnlyList<Diagnostic> Diagnostics)> found, CancellationToken cancellationToken)
    {
        foreach (var (project, diagnostics) in found)
            solution = await BaselineFile.AcceptAsync(solution.GetProject(project)!, diagnostics, cancellationToken).ConfigureAwait(false);
        return solution;
    }
}
