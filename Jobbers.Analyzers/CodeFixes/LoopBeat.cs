using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>Writes a beat into a loop: as its first statement, where no <c>continue</c> can pass it by.</summary>
internal static class LoopBeat
{
    private const string ContextType = "global::Jobbers.Declaration.TaskContext";

    public static StatementSyntax? LoopAt(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax
            ? (StatementSyntax)root.FindToken(diagnostic.Location.SourceSpan.Start).Parent!
            : null;

    /// <summary>A static local function cannot see the task's context.</summary>
    public static bool CanBeat(MethodDeclarationSyntax method, SyntaxNode loop) =>
        (TaskDeclaration.ParameterOf(method, "TaskContext") is not null || TaskDeclaration.CanTakeParameters(method))
        && !loop.Ancestors().TakeWhile(a => a != method).Any(a => a switch
        {
            LocalFunctionStatementSyntax local => local.Modifiers.Any(m => m.ValueText == "static"),
            AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(m => m.ValueText == "static"),
            _ => false,
        });

    public static void Add(SyntaxEditor editor, MethodDeclarationSyntax method, StatementSyntax loop)
    {
        var context = TaskDeclaration.ParameterOf(method, "TaskContext");
        if (context is null)
        {
            context = TaskDeclaration.FreeName(method, "context");
            TaskDeclaration.AddParameter(editor, method, ContextType, context);
        }

        var beat = ParseStatement($"{context}.Heartbeat();").WithAdditionalAnnotations(Formatter.Annotation);
        editor.ReplaceNode(BodyOf(loop), (current, _) => current is BlockSyntax block
            ? block.WithStatements(block.Statements.Insert(0, beat.WithTrailingTrivia(ElasticLineFeed)))
            : Block(beat, ((StatementSyntax)current).WithAdditionalAnnotations(Formatter.Annotation)).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static StatementSyntax BodyOf(StatementSyntax loop) => loop switch
    {
        CommonForEachStatementSyntax each => each.Statement,
        ForStatementSyntax counted => counted.Statement,
        WhileStatementSyntax conditional => conditional.Statement,
        DoStatementSyntax conditional => conditional.Statement,
        _ => loop,
    };
}
