using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>
/// One walk from a task down into what it calls, to any depth. A method on the way that is met again adds nothing; answers that depended on
/// such a meeting are not kept, because from another start they would be longer.
/// </summary>
internal sealed class RaiseWalk(RaiseFlow flow, CancellationToken cancellationToken)
{
    /// <summary>So that a program made of one knot of recursion cannot hold the editor up.</summary>
    private const int MostMethods = 2000;

    private readonly List<IMethodSymbol> _underWay = [];
    private int _lowestMet = int.MaxValue;
    private int _looked;

    public RaiseFlow Flow => flow;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>What can leave a method of this compilation; nothing for a method of another.</summary>
    public IReadOnlyList<Raise> Of(IMethodSymbol called)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var method = flow.Program.Reached(called).OriginalDefinition;
        if (flow.Known(method) is { } known)
            return known;
        var met = _underWay.FindIndex(m => SymbolEqualityComparer.Default.Equals(m, method));
        if (met >= 0)
        {
            _lowestMet = Math.Min(_lowestMet, met);
            return [];
        }

        if (++_looked > MostMethods || flow.Program.Body(method, cancellationToken) is not { } body)
            return [];
        return Look(method, body);
    }

    /// <summary>What can leave a lambda, a local function or the task itself.</summary>
    public IReadOnlyList<Raise> Function(IMethodSymbol method, IOperation body) => new FunctionRaises(this, method, body).Find();

    private IReadOnlyList<Raise> Look(IMethodSymbol method, IOperation body)
    {
        var outerLowest = _lowestMet;
        _lowestMet = int.MaxValue;
        var own = _underWay.Count;
        _underWay.Add(method);
        var raises = Function(method, body);
        _underWay.RemoveAt(own);
        if (_lowestMet >= own)
            flow.Keep(method, raises);
        // A meeting with this very method is settled now; one with a method above is still open.
        _lowestMet = Math.Min(outerLowest, _lowestMet >= own ? int.MaxValue : _lowestMet);
        return raises;
    }
}
