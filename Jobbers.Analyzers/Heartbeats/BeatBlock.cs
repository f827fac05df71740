using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>What happens in one block of a control-flow graph, seen by someone who waits for a beat.</summary>
internal sealed class BeatBlock
{
    public BeatBlock(BasicBlock block, BeatPoints points)
    {
        Block = block;
        foreach (var operation in block.Operations.Concat(block.BranchValue is { } value ? [value] : []).SelectMany(o => o.InOrderOfEvaluation()))
        {
            if (points.Contains(operation))
            {
                Beats = true;
                return;
            }

            if (operation is IAwaitOperation)
                Awaits = true;
            if (operation is IInvocationOperation or IAwaitOperation or IObjectCreationOperation or IThrowOperation)
                MayThrow = true;
        }

        MayThrow |= block.FallThroughSuccessor?.Semantics is ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow;
    }

    public BasicBlock Block { get; }

    public bool Beats { get; }

    /// <summary>Whether it awaits, before the beat if there is one.</summary>
    public bool Awaits { get; }

    /// <summary>Whether it can be left by an exception, before the beat if there is one.</summary>
    public bool MayThrow { get; }
}
