using System.Text;

namespace Jobbers.Sqlite.Rows;

/// <summary>Gives the same string for the same bytes, as long as few are in use: queue, task and worker names are read over and over.</summary>
internal sealed class TextPool
{
    private const int Size = 256;

    private readonly Entry[] _entries = new Entry[Size];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var entry = ref _entries[hash.ToHashCode() & (Size - 1)];
        if (entry.Bytes is { } bytes && utf8.SequenceEqual(bytes))
            return entry.Text;
        entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return entry.Text;
    }

    private readonly record struct Entry(byte[]? Bytes, string Text);
}
