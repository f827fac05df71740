using Jobbers.Generators.Model;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB223: lets the attempt's own cancellation through and goes on catching all others.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SwallowedCancellationFix() : TaskFix("JOB223")
{
    private protected override IEnumerable<(string Key, string Title)> Choices(SyntaxNode root, Diagnostic diagnostic)
    {
        if (ClauseAt(root, diagnostic) is { Filter: null } && diagnostic.Properties.TryGetValue("token", out var token))
            yield return ("Filter", $"Catch only when '{token}' is not cancelled");
    }

    private protected override void Edit(SyntaxEditor editor, SyntaxNode root, Diagnostic diagnostic, string key)
    {
        var condition = ParseExpression($"!{CSharpName.Escape(diagnostic.Properties["token"]!)}.IsCancellationRequested");
        editor.ReplaceNode(ClauseAt(root, diagnostic)!, (current, _) =>
        {
            var clause = (CatchClauseSyntax)current;
            var declaration = clause.Declaration!;
            var filter = CatchFilterClause(condition).NormalizeWhitespace().WithLeadingTrivia(Space).WithTrailingTrivia(declaration.GetTrailingTrivia());
            return clause.WithDeclaration(declaration.WithoutTrailingTrivia()).WithFilter(filter);
        });
    }

    private static CatchClauseSyntax? ClauseAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan).AncestorsAndSelf().OfType<CatchClauseSyntax>().FirstOrDefault();
}
