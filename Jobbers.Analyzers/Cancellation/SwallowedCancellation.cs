using Jobbers.Analyzers.Exceptions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Cancellation;

/// <summary>JOB223: a cancelled attempt goes on, or ends as if it had done its work.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwallowedCancellation() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning(
        "JOB223", "Cancellation is swallowed", "This catch takes the attempt's own cancellation too: add 'when (!{0}.IsCancellationRequested)', or throw again");

    private protected override void Check(TaskBody task)
    {
        if (task.Token is not { } token)
            return;
        foreach (var attempt in task.Body.Descendants().OfType<ITryOperation>())
        {
            if (!Uses(attempt.Body, token) || ChecksAfterwards(attempt))
                continue;
            foreach (var clause in attempt.Catches.Where(IsCancellation).Where(c => c.Filter is null && !Passes(c) && !IsPassedBefore(attempt, c, token)))
                task.Report(Place(clause), new Dictionary<string, string?> { ["token"] = token.Name }, token.Name);
        }
    }

    private static bool IsCancellation(ICatchClauseOperation clause) => clause.ExceptionType?.DerivesFrom("System.OperationCanceledException") is true;

    /// <summary>The token itself, or a local made from it, such as a linked source.</summary>
    private static bool Uses(IOperation body, IParameterSymbol token) => body.DescendantsAndSelf().Any(o => o switch
    {
        IParameterReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, token),
        ILocalReferenceOperation { Local: var local } => IsMadeFrom(o, local, token),
        _ => false,
    });

    private static bool IsMadeFrom(IOperation use, ILocalSymbol local, IParameterSymbol token)
    {
        var root = use;
        while (root.Parent is not null)
            root = root.Parent;
        return (local.Type.IsToken() || local.Type.Name == "CancellationTokenSource") && root.Descendants().OfType<IVariableDeclaratorOperation>()
            .Where(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))
            .Any(d => d.Descendants().Any(o => o is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, token)));
    }

    private static bool Passes(ICatchClauseOperation clause) => clause.Handler.OwnOperations().Any(o => o is IThrowOperation || IsCheck(o));

    /// <summary>Whether a clause above takes the same exceptions once the token is cancelled, and throws them again.</summary>
    private static bool IsPassedBefore(ITryOperation attempt, ICatchClauseOperation clause, IParameterSymbol token) => attempt.Catches.TakeWhile(c => c != clause).Any(c =>
        c.Filter is { } filter && AsksToken(filter, token) && clause.ExceptionType.Is(c.ExceptionType) && c.Handler.OwnOperations().Any(o => o is IThrowOperation));

    /// <summary>A filter that holds whenever the token is cancelled.</summary>
    private static bool AsksToken(IOperation filter, IParameterSymbol token) => filter.Bare() switch
    {
        IPropertyReferenceOperation { Instance: { } asked } property => IsCheck(property) && Uses(asked, token),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => AsksToken(or.LeftOperand, token) || AsksToken(or.RightOperand, token),
        _ => false,
    };

    /// <summary>Whether a statement right after the try asks the token again.</summary>
    private static bool ChecksAfterwards(ITryOperation attempt) => attempt.Parent is IBlockOperation block
        && block.Operations.SkipWhile(o => o != attempt).Skip(1).Any(o => o.OwnOperations().Any(IsCheck));

    private static bool IsCheck(IOperation operation) => operation
        is IInvocationOperation { TargetMethod: { Name: "ThrowIfCancellationRequested", ContainingType.Name: "CancellationToken" } }
        or IPropertyReferenceOperation { Property: { Name: "IsCancellationRequested", ContainingType.Name: "CancellationToken" } };

    private static Location Place(ICatchClauseOperation clause) =>
        clause.Syntax is CatchClauseSyntax { Declaration: { } declaration } ? declaration.Type.GetLocation() : clause.Syntax.GetLocation();
}
