using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>
/// Whether something beats beside the body: a timer, an event, or a beating function that is started and not awaited at once. Then the
/// body's own loops say nothing about silence.
/// </summary>
internal static class BackgroundBeats
{
    public static bool In(TaskBody task)
    {
        var carriers = new BeatCarriers(task.Body);
        return task.Body.Descendants().Any(o => o switch
        {
            IObjectCreationOperation { Type: { Name: not "Progress" } } created => created.Arguments.Any(a => carriers.BeatsByItself(a.Value)),
            IEventAssignmentOperation { HandlerValue: { } handler } => carriers.IsCarrier(handler, contextToo: false),
            IInvocationOperation call => IsStartedAndLeft(call, carriers),
            _ => false,
        });
    }

    /// <summary>
    /// Whether a function of the task runs beside its body, as a producer does: started, and awaited only later. The body's own beats go on
    /// meanwhile.
    /// </summary>
    public static bool RunsBeside(TaskBody task, IOperation function)
    {
        if (function is ILocalFunctionOperation { Symbol: var symbol })
        {
            var calls = task.Body.Descendants().OfType<IInvocationOperation>()
                .Where(c => SymbolEqualityComparer.Default.Equals(c.TargetMethod.OriginalDefinition, symbol)).ToList();
            return calls.Count > 0 && calls.All(IsLeft);
        }

        var user = function.Parent;
        while (user is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
            user = user.Parent;
        return function is IAnonymousFunctionOperation && user is IInvocationOperation call && Starts(call) && IsLeft(call);
    }

    private static bool IsLeft(IInvocationOperation call) =>
        call.TargetMethod.ReturnType.IsAwaitable() && !IsAwaited(call) && call.Parent is not IReturnOperation;

    private static bool Starts(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" };

    private static bool IsStartedAndLeft(IInvocationOperation call, BeatCarriers carriers)
    {
        if (!IsLeft(call))
            return false;
        if (Starts(call))
            return call.Arguments.Any(a => carriers.BeatsByItself(a.Value));
        return call.TargetMethod.MethodKind == MethodKind.LocalFunction
            && call.Descendants().Concat(LocalBody(call)).Any(o => o is IInvocationOperation { TargetMethod: var target } && BeatPoints.IsHeartbeat(target));
    }

    private static bool IsAwaited(IOperation call)
    {
        for (var current = call.Parent; current is IAwaitOperation or IInvocationOperation or IArgumentOperation or IConversionOperation or IArrayCreationOperation or IArrayInitializerOperation; current = current.Parent)
        {
            if (current is IAwaitOperation)
                return true;
        }

        return false;
    }

    private static IEnumerable<IOperation> LocalBody(IInvocationOperation call)
    {
        IOperation root = call;
        while (root.Parent is not null)
            root = root.Parent;
        return root.Descendants().OfType<ILocalFunctionOperation>()
            .Where(f => SymbolEqualityComparer.Default.Equals(f.Symbol, call.TargetMethod.OriginalDefinition))
            .SelectMany(f => f.Descendants());
    }
}
