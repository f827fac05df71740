using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>
/// Splits one long <c>await Task.Delay(…);</c> into slices with a beat before each. The slices add up to the same wait; a beat before the
/// long wait alone would only start its silence a little later.
/// </summary>
internal static class SlicedWait
{
    private const string TimeSpanName = "global::System.TimeSpan";
    private const string MathName = "global::System.Math";

    /// <summary>The delay, where it is awaited in a statement of its own and its length comes first; null elsewhere.</summary>
    public static InvocationExpressionSyntax? DelayAt(SyntaxNode root, Diagnostic diagnostic)
    {
        var delay = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault();
        return diagnostic.Properties.ContainsKey("slice") && delay is not null && StatementOf(delay) is not null
            && delay.ArgumentList.Arguments.All(a => a.NameColon is null) ? delay : null;
    }

    public static void Write(SyntaxEditor editor, MethodDeclarationSyntax method, InvocationExpressionSyntax delay, Diagnostic diagnostic)
    {
        var slice = double.Parse(diagnostic.Properties["slice"]!, CultureInfo.InvariantCulture);
        var statement = StatementOf(delay)!;
        var context = LoopBeat.ContextOf(editor, method);
        var left = TaskDeclaration.FreeName(method, "left", node => node is not ForStatementSyntax loop || loop.Contains(delay));
        var length = delay.ArgumentList.Arguments[0].Expression;
        var (step, zero, next) = diagnostic.Properties["unit"] == "ms" ? Milliseconds(slice, left) : Spans(slice, left);
        var waiting = statement.Expression.ReplaceNode(length, SyntaxFactory.ParseExpression(next)).WithoutTrivia();
        var loop = SyntaxFactory.ParseStatement($$"""
            for (var {{left}} = {{length.WithoutTrivia()}}; {{left}} > {{zero}}; {{left}} -= {{step}})
            {
                {{context}}.Heartbeat();
                {{waiting}};
            }
            """.Replace("\r", ""));
        var names = loop.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(m => m.ToString() is TimeSpanName or MathName);
        loop = loop.ReplaceNodes(names, (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation));
        editor.ReplaceNode(statement, loop.WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));
    }

    private static (string Step, string Zero, string Next) Milliseconds(double slice, string left)
    {
        var step = Math.Max(1, (int)(slice * 1000)).ToString(CultureInfo.InvariantCulture);
        return (step, "0", $"{MathName}.Min({left}, {step})");
    }

    private static (string Step, string Zero, string Next) Spans(double slice, string left)
    {
        var step = $"{TimeSpanName}.FromSeconds({slice.ToString("R", CultureInfo.InvariantCulture)})";
        return (step, TimeSpanName + ".Zero", $"{left} < {step} ? {left} : {step}");
    }

    private static ExpressionStatementSyntax? StatementOf(InvocationExpressionSyntax delay)
    {
        SyntaxNode? outer = delay.Parent;
        while (outer is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } or InvocationExpressionSyntax)
            outer = outer.Parent;
        return outer is AwaitExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax } statement } ? statement : null;
    }
}
