using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>The control-flow graph of one function, asked for ways through it and round its loops that never beat.</summary>
internal sealed class BeatGraph
{
    private readonly ControlFlowGraph _graph;
    private readonly BeatBlock[] _blocks;
    private readonly HashSet<int> _beatingHeads = [];
    private readonly List<BeatLoop> _loops;

    public BeatGraph(ControlFlowGraph graph, IOperation function, BeatPoints points)
    {
        _graph = graph;
        _blocks = [.. graph.Blocks.Select(b => new BeatBlock(b, points))];
        _loops = [.. BeatLoop.AllOf(function, graph)];
        // Inner loops first: one that beats in each round counts as a beat of the loop around it, as if it went round at least once.
        foreach (var loop in _loops)
        {
            if (!loop.BackEdges.Any(e => IsSilent(loop, e, mustAwait: false)))
                _beatingHeads.UnionWith(loop.BackEdges.Select(e => e.Head));
        }
    }

    /// <summary>Awaiting loops with a way round them that awaits and does not beat.</summary>
    public IEnumerable<ILoopOperation> SilentLoops() =>
        _loops.Where(l => l.Awaits && l.BackEdges.Any(e => IsSilent(l, e, mustAwait: true))).Select(l => l.Loop);

    /// <summary>Whether the function can return without a beat.</summary>
    public bool CanEndInSilence() => Reaches(0, _graph.Blocks.Length - 1, within: null, except: -1, mustAwait: false);

    private bool IsSilent(BeatLoop loop, (int Tail, int Head) edge, bool mustAwait) =>
        Reaches(edge.Head, edge.Tail, loop.Blocks, except: edge.Head, mustAwait);

    private bool Reaches(int start, int end, HashSet<int>? within, int except, bool mustAwait)
    {
        var seen = new HashSet<(int, bool)>();
        var waiting = new Stack<(int Block, bool Awaited)>();
        waiting.Push((start, !mustAwait));
        while (waiting.Count > 0)
        {
            var (ordinal, awaitedBefore) = waiting.Pop();
            if (!seen.Add((ordinal, awaitedBefore)) || (within is not null && !within.Contains(ordinal)))
                continue;
            if (ordinal != except && _beatingHeads.Contains(ordinal))
                continue;
            var block = _blocks[ordinal];
            var awaited = awaitedBefore || block.Awaits;
            if (block.MayThrow)
            {
                foreach (var handler in HandlersOf(block.Block))
                    waiting.Push((handler, awaited));
            }

            if (block.Beats)
                continue;
            if (ordinal == end && awaited && (within is null || LeavesQuietly(block.Block, except)))
                return true;
            foreach (var next in NextOf(block.Block))
                waiting.Push((next, awaited));
        }

        return false;
    }

    private IEnumerable<int> NextOf(BasicBlock block)
    {
        foreach (var branch in new[] { block.FallThroughSuccessor, block.ConditionalSuccessor })
        {
            if (branch?.Destination is { } destination && !branch.FinallyRegions.Any(AlwaysBeats))
                yield return destination.Ordinal;
        }
    }

    private bool LeavesQuietly(BasicBlock tail, int head) => NextOf(tail).Contains(head);

    private bool AlwaysBeats(ControlFlowRegion region) => _blocks.Skip(region.FirstBlockOrdinal)
        .Take(region.LastBlockOrdinal - region.FirstBlockOrdinal + 1)
        .Any(b => b.Beats && b.Block.EnclosingRegion == region);

    /// <summary>The catch and filter blocks that an exception of this block may lead to.</summary>
    private IEnumerable<int> HandlersOf(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            // On its way out to an outer handler the exception passes a finally that beats.
            if (region.Kind == ControlFlowRegionKind.Try && region.EnclosingRegion is { Kind: ControlFlowRegionKind.TryAndFinally } guarded
                && guarded.NestedRegions.Any(r => r.Kind == ControlFlowRegionKind.Finally && AlwaysBeats(r)))
            {
                yield break;
            }

            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion?.Kind != ControlFlowRegionKind.TryAndCatch)
                continue;
            foreach (var handler in region.EnclosingRegion.NestedRegions)
            {
                if (handler != region)
                    yield return handler.FirstBlockOrdinal;
            }
        }
    }
}
