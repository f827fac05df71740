using System.Collections.Immutable;
using System.Composition;
using Jobbers.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB301: makes the method a new version and keeps the old one beside it, or accepts the break.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ContractBreakFix : CodeFixProvider
{
    internal const string NewVersionKey = "NewVersion";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["JOB301"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new AcceptAll();

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var baseline = await BaselineAsync(context.Document.Project, context.CancellationToken).ConfigureAwait(false);
        if (root is null || baseline is null)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (NewVersion.Of(root, diagnostic, baseline) is { } version)
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Make it version {version.Number} and keep the old one beside it", _ => Task.FromResult(context.Document.WithSyntaxRoot(version.Apply(root))), NewVersionKey),
                    diagnostic);
            }

            context.RegisterCodeFix(
                CodeAction.Create("Accept the break into the baseline", cancel => BaselineFile.AcceptAsync(context.Document.Project, [diagnostic], cancel), BaselineFile.AcceptKey),
                diagnostic);
        }
    }

    private static async Task<ContractBaseline?> BaselineAsync(Project project, CancellationToken cancellationToken)
    {
        var document = project.AdditionalDocuments.FirstOrDefault(d => d.Name == ContractBaseline.FileName || Path.GetFileName(d.FilePath) == ContractBaseline.FileName);
        return document is null ? null : ContractBaseline.Parse((await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString());
    }
}
