namespace Storage.Conformance.Model;

/// <summary>
/// A task's place in its queue: its priority, then the number of its submit. Where the rules leave open whether a task keeps its old place or
/// takes a new one (a retry, a promote, a resubmit), both are allowed, and the place is a range.
/// </summary>
internal readonly record struct Place(int Priority, long Earliest, long Latest)
{
    /// <summary>Whether the rules put this place before the other, whatever is left open.</summary>
    public bool IsSurelyBefore(Place other) =>
        Priority != other.Priority ? Priority > other.Priority : Latest < other.Earliest;

    public Place OrNew(long sequence) => this with { Latest = sequence };
}
