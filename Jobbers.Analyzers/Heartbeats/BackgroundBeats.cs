using Jobbers.Analyzers.Flow;
using Jobbers.Analyzers.Tasks;
using Microsoft.CodeAnalysis;
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

    private static bool IsStartedAndLeft(IInvocationOperation call, BeatCarriers carriers)
    {
        if (!call.TargetMethod.ReturnType.IsAwaitable() || IsAwaited(call))
            return false;
        var name = call.TargetMethod.ContainingType?.Name;
        if (name is "Task" or "TaskFactory" && call.TargetMethod.Name is "Run" or "StartNew")
            return call.Arguments.Any(a => carriers.BeatsByItself(a.Value));
        return call.TargetMethod.MethodKind == MethodKind.LocalFunction && call.Parent is not IReturnOperation
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
