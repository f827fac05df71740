using Jobbers.Generators.Model;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB222: passes the token on, or says that it is left out on purpose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TokenNotPassedFix() : TaskFix("JOB222")
{
    private const string Pass = "Pass";
    private const string None = "None";

    private protected override IEnumerable<(string Key, string Title)> Choices(SyntaxNode root, Diagnostic diagnostic)
    {
        if (CallAt(root, diagnostic) is null || !diagnostic.Properties.TryGetValue("token", out var token))
            yield break;
        yield return (Pass, $"Pass '{token}'");
        yield return (None, "Pass CancellationToken.None: it must not be cancelled");
    }

    private protected override void Edit(SyntaxEditor editor, SyntaxNode root, Diagnostic diagnostic, string key)
    {
        var call = CallAt(root, diagnostic)!;
        var value = key == None
            ? MemberAccessExpression(Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleMemberAccessExpression, TaskDeclaration.TypeOf("global::System.Threading.CancellationToken"), IdentifierName("None"))
            : (ExpressionSyntax)NameOf(diagnostic.Properties["token"]!);
        var argument = Argument(value);
        if (diagnostic.Properties["parameter"] is { Length: > 0 } name)
            argument = argument.WithNameColon(NameColon(NameOf(name)).WithTrailingTrivia(Space));
        editor.ReplaceNode(call.ArgumentList, (current, _) =>
        {
            var list = (ArgumentListSyntax)current;
            return list.WithArguments(ListPlace.Add(list.Arguments, argument));
        });
    }

    private static IdentifierNameSyntax NameOf(string name) => IdentifierName(ParseToken(CSharpName.Escape(name)));

    private static InvocationExpressionSyntax? CallAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault();
}
