using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB231: Thread.Sleep becomes Task.Delay with the token in scope, where the function around it is async.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BlockingCallFix() : TaskFix("JOB231")
{
    private protected override IEnumerable<(string Key, string Title)> Choices(SyntaxNode root, Diagnostic diagnostic)
    {
        if (diagnostic.Properties.TryGetValue("what", out var what) && what == "Thread.Sleep" && SleepAt(root, diagnostic) is { } sleep && IsInAsync(sleep) && !IsUnsafe(sleep))
            yield return ("Delay", "Await Task.Delay instead");
    }

    private protected override void Edit(SyntaxEditor editor, SyntaxNode root, Diagnostic diagnostic, string key)
    {
        var sleep = SleepAt(root, diagnostic)!;
        // Both have one overload for each kind of time, but call it otherwise.
        var time = sleep.ArgumentList.Arguments[0];
        var arguments = sleep.ArgumentList.WithArguments(SingletonSeparatedList(time.WithNameColon(null).WithTriviaFrom(time)));
        if (diagnostic.Properties.TryGetValue("token", out var token) && token is not null)
            arguments = arguments.WithArguments(ListPlace.Add(arguments.Arguments, Argument(IdentifierName(ParseToken(CSharpName.Escape(token))))));
        var delay = InvocationExpression(
            MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, TaskDeclaration.TypeOf("global::System.Threading.Tasks.Task"), IdentifierName("Delay")),
            arguments.WithoutTrailingTrivia());
        editor.ReplaceNode(sleep, AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), delay).WithTriviaFrom(sleep));
    }

    private static InvocationExpressionSyntax? SleepAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault();

    private static bool IsInAsync(SyntaxNode node) => FunctionAround(node) switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>C# awaits nothing between pointers.</summary>
    private static bool IsUnsafe(SyntaxNode node) => node.Ancestors().TakeWhile(a => a != FunctionAround(node)).Any(a => a is UnsafeStatementSyntax or FixedStatementSyntax);

    private static SyntaxNode? FunctionAround(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(a => a is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
}
