using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>
/// Where one function beats: by calling the context, by calling what always beats, by handing a beating delegate on, or behind a throttle
/// (an <c>if</c> that does nothing but beat and count). As syntax, because the control-flow graph makes operations of its own.
/// </summary>
internal sealed class BeatPoints
{
    private readonly HashSet<SyntaxNode> _places = [];

    private BeatPoints(IEnumerable<SyntaxNode> places)
    {
        foreach (var place in places)
            _places.Add(place);
    }

    public bool IsEmpty => _places.Count == 0;

    public bool Contains(IOperation operation) => _places.Contains(operation.Syntax);

    /// <param name="function">A body without the lambdas and local functions in it: those have points of their own.</param>
    /// <param name="program">Knows the methods called.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static BeatPoints Of(IOperation function, ProgramFlow program, CancellationToken cancellationToken)
    {
        var carriers = new BeatCarriers(function);
        var beats = function.OwnOperations().Where(o => IsBeat(o, carriers, program, cancellationToken)).ToList();
        var places = new List<SyntaxNode>(beats.Select(b => b.Syntax));
        foreach (var beat in beats)
        {
            if (Throttle(beat) is { } throttle)
                places.AddRange(throttle.Condition.DescendantsAndSelf().Select(o => o.Syntax));
            if (beat.Parent is IConditionalAccessOperation access)
                places.Add(access.Operation.Syntax);
        }

        return new BeatPoints(places);
    }

    private static bool IsBeat(IOperation operation, BeatCarriers carriers, ProgramFlow program, CancellationToken cancellationToken)
    {
        if (operation is not IInvocationOperation call)
            return operation is IObjectCreationOperation created && created.Arguments.Any(a => carriers.BeatsByItself(a.Value));
        var target = call.TargetMethod;
        if (IsHeartbeat(target))
            return true;
        if (call.Instance is { } receiver && carriers.IsCarrier(receiver, contextToo: false))
            return true;
        if (call.Arguments.Any(a => carriers.IsCarrier(a.Value, contextToo: false)))
            return true;
        var reached = program.Reached(target);
        return program.Body(reached, cancellationToken) is null
            ? call.Arguments.Any(a => carriers.IsCarrier(a.Value, contextToo: true))
            : program.Beats.AlwaysBeats(reached, cancellationToken);
    }

    public static bool IsHeartbeat(IMethodSymbol method) => method.Name == "Heartbeat" && method.ContainingType.IsTaskContext();

    /// <summary>The <c>if</c> that holds nothing but this beat and its bookkeeping: its author chose how often to beat.</summary>
    private static IConditionalOperation? Throttle(IOperation beat)
    {
        var statement = beat;
        while (statement.Parent is IExpressionStatementOperation or IAwaitOperation or IConditionalAccessOperation)
            statement = statement.Parent;
        var branch = statement.Parent is IBlockOperation block ? block : statement;
        if (branch.Parent is not IConditionalOperation { WhenFalse: null } throttle || throttle.WhenTrue != branch)
            return null;
        return branch is not IBlockOperation body || body.Operations.All(IsBookkeeping) ? throttle : null;
    }

    private static bool IsBookkeeping(IOperation statement) =>
        statement is IExpressionStatementOperation { Operation: var operation } && operation is IAssignmentOperation or IConditionalAccessOperation or IIncrementOrDecrementOperation
            or IInvocationOperation { TargetMethod.Name: "Heartbeat" or "Restart" or "Reset" or "Start" }
            or IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction };
}
