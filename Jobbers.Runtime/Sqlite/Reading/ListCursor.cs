using System.Buffers.Binary;
using System.Buffers.Text;
using Jobbers.Storage;

namespace Jobbers.Sqlite.Reading;

/// <summary>Cursors: which listing, and the position of the last task shown, as base64url.</summary>
internal static class ListCursor
{
    private const int Size = 1 + 8 + 16 + 8;

    public static string Write(byte listing, ListKey key)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes[0] = listing;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], key.Score);
        key.Id.TryWriteBytes(bytes[9..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[25..], key.Seq);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="InvalidCursorException">It is not a cursor of that listing.</exception>
    public static ListKey? Read(byte listing, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        Span<byte> bytes = stackalloc byte[Size + 3];
        if (cursor.Length != Base64Url.GetEncodedLength(Size) || !Base64Url.IsValid(cursor)
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length) || length != Size || bytes[0] != listing)
            throw new InvalidCursorException();
        return new ListKey(
            BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), new Ulid(bytes.Slice(9, 16)), BinaryPrimitives.ReadInt64BigEndian(bytes[25..]));
    }
}
