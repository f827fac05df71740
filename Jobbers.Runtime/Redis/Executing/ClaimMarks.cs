using System.Buffers.Text;

namespace Jobbers.Redis.Executing;

/// <summary>What differs between claims that are otherwise plain: a first attempt of usual priority, claimed just now.</summary>
/// <param name="Token">Its fencing token.</param>
/// <param name="StartedAt">When it was claimed, µs.</param>
internal readonly record struct ClaimMarks(long Token, long StartedAt)
{
    private const int UsualPriority = 5;

    public int Priority { get; private init; } = UsualPriority;

    public int RetryAttempt { get; private init; }

    public int CrashCount { get; private init; }

    /// <summary>Null when it is the submit's.</summary>
    public long? FirstSubmittedAt { get; private init; }

    public long? RunAt { get; private init; }

    /// <summary>Reads the line of a claim that is not plain, as <c>describe_claim</c> writes it.</summary>
    public static ClaimMarks Read(ReadOnlySpan<byte> line) => new(Number(Word(ref line)), Number(Word(ref line)))
    {
        Priority = (int)Number(Word(ref line)),
        RetryAttempt = (int)Number(Word(ref line)),
        CrashCount = (int)Number(Word(ref line)),
        FirstSubmittedAt = NumberOrNull(Word(ref line)),
        RunAt = NumberOrNull(Word(ref line)),
    };

    public static long Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length
            ? number
            : throw new InvalidDataException("a claim's reply is not as this version writes it; the store was written by something else");

    private static long? NumberOrNull(ReadOnlySpan<byte> text) => text is [(byte)'-'] ? null : Number(text);

    /// <summary>Takes the first word from a line.</summary>
    public static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)' ');
        var word = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return word;
    }
}
