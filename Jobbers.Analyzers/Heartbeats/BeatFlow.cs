using System.Collections.Concurrent;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>Which methods of the compilation beat whenever they are called. Each is looked into once.</summary>
internal sealed class BeatFlow(ProgramFlow program)
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _always = new(SymbolEqualityComparer.Default);

    /// <summary>Methods on the way to the present one: a method that calls itself does not beat by doing so.</summary>
    [ThreadStatic]
    private static HashSet<IMethodSymbol>? s_underWay;

    public bool AlwaysBeats(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = method.OriginalDefinition;
        if (_always.TryGetValue(declared, out var known))
            return known;
        var underWay = s_underWay ??= new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        if (underWay.Count > 50 || !underWay.Add(declared))
            return false;
        try
        {
            return _always[declared] = Look(declared, cancellationToken);
        }
        finally
        {
            underWay.Remove(declared);
        }
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
