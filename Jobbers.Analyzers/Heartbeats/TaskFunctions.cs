using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>The task's body and every lambda and local function in it, each with its graph.</summary>
internal static class TaskFunctions
{
    public static IEnumerable<(IOperation Function, ControlFlowGraph Graph)> Of(TaskBody task)
    {
        var graph = task.Graph();
        return [(task.Body, graph), .. Nested(task.Body, graph, task.CancellationToken)];
    }

    private static List<(IOperation, ControlFlowGraph)> Nested(IOperation function, ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        var found = new List<(IOperation, ControlFlowGraph)>();
        foreach (var operation in function.OwnOperations().Where(o => o != function && o.IsFunction()))
        {
            if (GraphOf(operation, graph, cancellationToken) is not { } inner)
                continue;
            found.Add((operation, inner));
            found.AddRange(Nested(operation, inner, cancellationToken));
        }

        return found;
    }

    private static ControlFlowGraph? GraphOf(IOperation function, ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        if (function is ILocalFunctionOperation local)
            return graph.LocalFunctions.Contains(local.Symbol) ? graph.GetLocalFunctionControlFlowGraph(local.Symbol, cancellationToken) : null;
        var lowered = graph.Blocks.SelectMany(b => b.BranchValue is { } value ? b.Operations.Add(value) : b.Operations)
            .SelectMany(o => o.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>().FirstOrDefault(f => f.Syntax == function.Syntax);
        return lowered is null ? null : graph.GetAnonymousFunctionControlFlowGraph(lowered, cancellationToken);
    }
}
