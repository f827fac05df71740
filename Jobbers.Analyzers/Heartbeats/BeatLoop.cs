using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>A loop of the source and the part of the graph it became.</summary>
internal sealed class BeatLoop
{
    private BeatLoop(ILoopOperation loop, HashSet<int> blocks, IReadOnlyList<(int Tail, int Head)> backEdges)
    {
        Loop = loop;
        Blocks = blocks;
        BackEdges = backEdges;
    }

    public ILoopOperation Loop { get; }

    public HashSet<int> Blocks { get; }

    /// <summary>The jumps that begin its next round; those of loops inside it are not among them.</summary>
    public IReadOnlyList<(int Tail, int Head)> BackEdges { get; }

    public bool Awaits => Loop.AwaitsInRounds();

    /// <summary>Every loop of the function itself, inner ones before outer ones.</summary>
    public static IEnumerable<BeatLoop> AllOf(IOperation function, ControlFlowGraph graph)
    {
        var spans = graph.Blocks.Select(SpanOf).ToArray();
        var loops = function.OwnOperations().OfType<ILoopOperation>()
            .Select(l => (Loop: l, Blocks: BlocksOf(l, graph, spans)))
            .OrderBy(l => l.Loop.Syntax.Span.Length)
            .ToList();
        foreach (var (loop, blocks) in loops)
        {
            var inner = loops.Where(l => l.Loop != loop && loop.Syntax.Span.Contains(l.Loop.Syntax.Span)).Select(l => l.Blocks).ToList();
            var edges = BackEdgesIn(graph, blocks).Where(e => !inner.Any(i => i.Contains(e.Tail) && i.Contains(e.Head))).ToList();
            yield return new BeatLoop(loop, blocks, edges);
        }
    }

    private static IEnumerable<(int Tail, int Head)> BackEdgesIn(ControlFlowGraph graph, HashSet<int> blocks)
    {
        foreach (var tail in blocks)
        {
            foreach (var branch in new[] { graph.Blocks[tail].FallThroughSuccessor, graph.Blocks[tail].ConditionalSuccessor })
            {
                if (branch?.Destination is { } head && head.Ordinal <= tail && blocks.Contains(head.Ordinal))
                    yield return (tail, head.Ordinal);
            }
        }
    }

    /// <summary>
    /// Blocks are laid out in the order of the source, so the empty ones in between belong to the loop too; so do those at its edges that
    /// only begin a scope or jump back.
    /// </summary>
    private static HashSet<int> BlocksOf(ILoopOperation loop, ControlFlowGraph graph, TextSpan?[] spans)
    {
        var inside = Enumerable.Range(0, spans.Length).Where(i => spans[i] is { } span && loop.Syntax.Span.Contains(span)).ToList();
        if (inside.Count == 0)
            return [];
        var (first, last) = (inside[0], inside[inside.Count - 1]);
        while (spans[first - 1] is null && graph.Blocks[first - 1].Predecessors.Any(p => p.Source.Ordinal >= first && p.Source.Ordinal <= last))
            first--;
        while (spans[last + 1] is null && graph.Blocks[last + 1].FallThroughSuccessor?.Destination is { } back && back.Ordinal >= first && back.Ordinal <= last)
            last++;
        return [.. Enumerable.Range(first, last - first + 1)];
    }

    private static TextSpan? SpanOf(BasicBlock block)
    {
        var operations = block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations;
        return operations.IsEmpty
            ? null
            : TextSpan.FromBounds(operations.Min(o => o.Syntax.SpanStart), operations.Max(o => o.Syntax.Span.End));
    }
}
