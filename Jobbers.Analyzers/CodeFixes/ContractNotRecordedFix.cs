using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB302: writes the contract into the baseline.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ContractNotRecordedFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["JOB302"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new ContractFixAll();

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Accept into the baseline", cancel => BaselineFile.AcceptAsync(context.Document.Project, [diagnostic], cancel), BaselineFile.AcceptKey),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
