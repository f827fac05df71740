using Jobbers.Generators.Model;
using Jobbers.Generators.Reading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>Writes a beat into a loop: as its first statement, where no <c>continue</c> can pass it by.</summary>
internal static class LoopBeat
{
    private const string ContextType = "global::Jobbers.Declaration.TaskContext";

    public static StatementSyntax? LoopAt(SyntaxNode root, Location place) =>
        root.FindToken(place.SourceSpan.Start).Parent is StatementSyntax and (CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax) and var loop
            ? (StatementSyntax)loop
            : null;

    /// <summary>A static local function cannot see the task's context.</summary>
    public static bool CanBeat(MethodDeclarationSyntax method, SyntaxNode loop) =>
        (TaskDeclaration.ParameterOf(method, KnownNames.TaskContext) is not null || TaskDeclaration.CanTakeParameters(method))
        && !loop.Ancestors().TakeWhile(a => a != method).Any(a => a switch
        {
            LocalFunctionStatementSyntax local => local.Modifiers.Any(m => m.ValueText == "static"),
            AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(m => m.ValueText == "static"),
            _ => false,
        });

    public static void Add(SyntaxEditor editor, MethodDeclarationSyntax method, StatementSyntax loop)
    {
        var context = ContextOf(editor, method);
        var beat = ParseStatement($"{context}.Heartbeat();").WithTrailingTrivia(LineOf(method)).WithAdditionalAnnotations(Formatter.Annotation);
        editor.ReplaceNode(BodyOf(loop), (current, _) => current is BlockSyntax block
            ? block.WithStatements(block.Statements.Insert(0, beat))
            : Block(beat, WithoutIndent((StatementSyntax)current)).WithAdditionalAnnotations(Formatter.Annotation));
    }

    /// <summary>Comments before the statement go into the block with it.</summary>
    private static StatementSyntax WithoutIndent(StatementSyntax statement) =>
        statement.GetLeadingTrivia().All(t => t.IsKind(SyntaxKind.WhitespaceTrivia)) ? statement.WithLeadingTrivia(ElasticMarker) : statement;

    /// <summary>The name of the task's context as code writes it; it becomes a parameter where it is none yet.</summary>
    public static string ContextOf(SyntaxEditor editor, MethodDeclarationSyntax method)
    {
        if (TaskDeclaration.ParameterOf(method, KnownNames.TaskContext) is { } present)
            return CSharpName.Escape(present);
        var context = TaskDeclaration.FreeName(method, "context");
        TaskDeclaration.AddParameter(editor, method, ContextType, context);
        return context;
    }

    private static SyntaxTrivia LineOf(SyntaxNode node) =>
        node.DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } line ? ElasticEndOfLine(line.ToString()) : ElasticLineFeed;

    private static StatementSyntax BodyOf(StatementSyntax loop) => loop switch
    {
        CommonForEachStatementSyntax each => each.Statement,
        ForStatementSyntax counted => counted.Statement,
        WhileStatementSyntax conditional => conditional.Statement,
        DoStatementSyntax conditional => conditional.Statement,
        _ => loop,
    };
}
