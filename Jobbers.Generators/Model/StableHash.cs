namespace Jobbers.Generators.Model;

/// <summary>FNV-1a over 64 bits: two texts that differ in one place never share a value, others by a chance of one in 2^64.</summary>
internal struct StableHash
{
    private const ulong Prime = 1099511628211;
    private ulong _state = 14695981039346656037;

    public StableHash()
    {
    }

    public readonly long Value => unchecked((long)_state);

    public void Add(long value) => _state = unchecked((_state ^ (ulong)value) * Prime);

    public void Add(string text)
    {
        Add(text, 0, text.Length);
        Add(text.Length);
    }

    public void Add(string text, int from, int to)
    {
        var state = _state;
        for (var i = from; i < to; i++)
            state = unchecked((state ^ text[i]) * Prime);
        _state = state;
    }
}
