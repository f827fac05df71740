using System.Collections.Concurrent;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>Which methods of the compilation beat whenever they are called; each method's answer is kept.</summary>
internal sealed class BeatFlow(ProgramFlow program)
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _always = new(SymbolEqualityComparer.Default);

    [ThreadStatic]
    private static BeatWalk? s_walk;

    public bool AlwaysBeats(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = method.OriginalDefinition;
        if (_always.TryGetValue(declared, out var known))
            return known;
        var walk = s_walk ??= new BeatWalk();
        if (!walk.Enter(declared))
            return false;
        var isSettled = false;
        var beats = false;
        try
        {
            beats = Look(declared, cancellationToken);
        }
        finally
        {
            isSettled = walk.Leave();
        }

        // What beats although a method on the way was taken for silent beats from everywhere.
        if (beats || isSettled)
            _always[declared] = beats;
        return beats;
    }

    private bool Look(IMethodSymbol method, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (program.Body(method, cancellationToken) is not { } body)
            return false;
        var points = BeatPoints.Of(body, program, cancellationToken);
        if (points.IsEmpty || program.Graph(method, cancellationToken) is not { } graph)
            return false;
        return !new BeatGraph(graph, body, points).CanEndInSilence();
    }
}
