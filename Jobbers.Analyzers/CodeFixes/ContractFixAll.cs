using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>Fix All for contracts: one edit of the baseline for all tasks in reach, or a new version of each of them.</summary>
internal sealed class ContractFixAll : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects.ToList() : [context.Project];
        var found = new List<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)>();
        foreach (var project in projects)
        {
            var diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            found.Add((project.Id, diagnostics));
        }

        return context.CodeActionEquivalenceKey == BaselineFile.AcceptKey
            ? CodeAction.Create("Accept all into the baseline", cancel => ApplyAsync(context.Solution, found, BaselineFile.AcceptAsync, cancel), BaselineFile.AcceptKey)
            : CodeAction.Create("Make all of them new versions", cancel => ApplyAsync(context.Solution, found, NewVersion.ApplyAsync, cancel), NewVersion.Key);
    }

    private static async Task<Solution> ApplyAsync(
        Solution solution,
        IReadOnlyList<(ProjectId Project, ImmutableArray<Diagnostic> Diagnostics)> found,
        Func<Project, IEnumerable<Diagnostic>, CancellationToken, Task<Solution>> apply,
        CancellationToken cancellationToken)
    {
        foreach (var (project, diagnostics) in found)
            solution = await apply(solution.GetProject(project)!, diagnostics, cancellationToken).ConfigureAwait(false);
        return solution;
    }
}
