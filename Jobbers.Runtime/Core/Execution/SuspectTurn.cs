namespace Jobbers.Execution;

/// <summary>
/// Whose turn it is to be asked for a suspect as well. There are hardly ever any, and each look costs the store a command: a worker that has room
/// left looks every time, one that is busy with every eighth claim.
/// </summary>
internal sealed class SuspectTurn
{
    /// <summary>A busy worker passes over a suspect at most this many times.</summary>
    public const int Every = 8;

    private bool _hasRoom = true;
    private int _passed;

    /// <summary>Whether the next claim may bring a suspect.</summary>
    public bool Next()
    {
        if (!_hasRoom && ++_passed < Every)
            return false;
        _passed = 0;
        return true;
    }

    /// <summary>A claim was answered.</summary>
    public void Claimed(int wanted, int claimed) => _hasRoom = claimed < wanted;
}
