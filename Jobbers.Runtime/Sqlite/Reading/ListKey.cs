namespace Jobbers.Sqlite.Reading;

/// <summary>A task's position in a listing. Listings by id alone have score 0.</summary>
internal readonly record struct ListKey(long Score, Ulid Id) : IComparable<ListKey>
{
    /// <summary>Before every position of an ascending listing.</summary>
    public static readonly ListKey First = new(long.MinValue, Ulid.MinValue);

    /// <summary>Before every position of a descending listing.</summary>
    public static readonly ListKey Last = new(long.MaxValue, Ulid.MaxValue);

    public int CompareTo(ListKey other) => Score == other.Score ? Id.CompareTo(other.Id) : Score.CompareTo(other.Score);
}
