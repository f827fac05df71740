using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB301: makes the method a new version and keeps the old one beside it, or accepts the break.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ContractBreakFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["JOB301"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new ContractFixAll();

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await TaskMarks.RootAsync(context.Document, context.CancellationToken).ConfigureAwait(false);
        var baseline = await BaselineFile.ReadAsync(context.Document.Project, context.CancellationToken).ConfigureAwait(false);
        if (root is null || baseline is null)
            return;
        var versions = await TaskVersions.OfAsync(context.Document.Project, baseline, context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (NewVersion.Of(root, diagnostic, baseline, versions) is { } version)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Make it version {version.Number} and keep the old one beside it", cancel => NewVersion.ApplyAsync(context.Document.Project, [diagnostic], cancel), NewVersion.Key),
                    diagnostic);
            }

            context.RegisterCodeFix(
                CodeAction.Create("Accept the break into the baseline", cancel => BaselineFile.AcceptAsync(context.Document.Project, [diagnostic], cancel), BaselineFile.AcceptKey),
                diagnostic);
        }
    }
}
