namespace Jobbers.Sqlite.Reading;

/// <summary>
/// A task's position in a listing: on a shelf its score and, among equals, its <paramref name="Seq"/>; in listings by id that <paramref name="Id"/>.
/// What does not order a listing is the same in all its keys, but for the number, which comes last and finds the task.
/// </summary>
internal readonly record struct ListKey(long Score, Ulid Id, long Seq) : IComparable<ListKey>
{
    /// <summary>Before every position of an ascending listing.</summary>
    public static readonly ListKey First = new(long.MinValue, Ulid.MinValue, long.MinValue);

    /// <summary>Before every position of a descending listing.</summary>
    public static readonly ListKey Last = new(long.MaxValue, Ulid.MaxValue, long.MaxValue);

    public int CompareTo(ListKey other)
    {
        if (Score != other.Score)
            return Score.CompareTo(other.Score);
        var byId = Id.CompareTo(other.Id);
        return byId != 0 ? byId : Seq.CompareTo(other.Seq);
    }
}
