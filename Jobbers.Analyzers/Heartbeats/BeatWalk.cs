namespace Jobbers.Analyzers.Heartbeats;

/// <summary>
/// The methods on the way to the present one. One that is met again does not beat by being called; answers that depended on such a meeting
/// are not settled, because from another start they may be otherwise.
/// </summary>
internal sealed class BeatWalk
{
    /// <summary>So that the stack holds.</summary>
    private const int Deepest = 50;

    /// <summary>So that a program made of one knot of recursion cannot hold the editor up.</summary>
    private const int MostMethods = 2000;

    /// <summary>Lower than any method: of those on the way, only the first is settled, because it is cut off there each time it is asked.</summary>
    private const int CutOff = -1;

    private readonly List<(IMethodSymbol Method, int LowestOutside)> _underWay = [];
    private int _lowestMet = int.MaxValue;
    private int _looked;

    /// <summary>False when the method is not to be looked into.</summary>
    public bool Enter(IMethodSymbol method)
    {
        if (_underWay.Count == 0)
            (_lowestMet, _looked) = (int.MaxValue, 0);
        var met = _underWay.FindIndex(m => SymbolEqualityComparer.Default.Equals(m.Method, method));
        if (met < 0 && (_underWay.Count > Deepest || ++_looked > MostMethods))
            met = CutOff;
        else if (met < 0)
        {
            _underWay.Add((method, _lowestMet));
            _lowestMet = int.MaxValue;
            return true;
        }

        _lowestMet = Math.Min(_lowestMet, met);
        return false;
    }

    /// <summary>Whether the answer about the method last entered is the same from every start.</summary>
    public bool Leave()
    {
        var own = _underWay.Count - 1;
        var isSettled = _lowestMet >= own || own == 0;
        // A meeting with this very method is settled now; one with a method above is still open.
        _lowestMet = Math.Min(_underWay[own].LowestOutside, isSettled ? int.MaxValue : _lowestMet);
        _underWay.RemoveAt(own);
        return isSettled;
    }
}
