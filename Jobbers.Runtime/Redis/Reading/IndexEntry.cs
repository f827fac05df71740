using System.Globalization;
using Jobbers.Storage;

namespace Jobbers.Redis.Reading;

/// <summary>A place in a listing, and what its cursors hold.</summary>
internal readonly record struct IndexEntry(long Score, Ulid Id) : IComparable<IndexEntry>
{
    public int CompareTo(IndexEntry other) => Score != other.Score ? Score.CompareTo(other.Score) : Id.CompareTo(other.Id);

    /// <summary>The letter names the listing, so that a cursor of another one is refused.</summary>
    public string ToCursor(char listing) => string.Create(CultureInfo.InvariantCulture, $"{listing}.{Score}.{Id}");

    /// <exception cref="InvalidCursorException">It is no cursor of this listing.</exception>
    public static IndexEntry? FromCursor(string? cursor, char listing)
    {
        if (cursor is null)
            return null;
        return cursor.Split('.') is [[var letter], var score, var id] && letter == listing
            && long.TryParse(score, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place) && Ulid.TryParse(id, out var task)
            ? new IndexEntry(place, task)
            : throw new InvalidCursorException();
    }
}
