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

    /// <summary>Whether it is a busy worker's turn, which comes with every so many claims, and not one of a worker that has room left.</summary>
    public bool IsSeldom { get; private set; }

    /// <summary>Whether the next claim may bring a suspect.</summary>
    /// <param name="namesAll">
    /// Whether a claim names all of the worker's queues. One that does not tells nothing of the suspects of others, so that those wait on for their turn.
    /// </param>
    public bool Next(bool namesAll)
    {
        IsSeldom = !_hasRoom && ++_passed >= Every;
        if (IsSeldom || (_hasRoom && namesAll))
            _passed = 0;
        return _hasRoom || IsSeldom;
    }

    /// <summary>A claim was answered.</summary>
    public void Claimed(int wanted, int claimed) => _hasRoom = claimed < wanted;
}
