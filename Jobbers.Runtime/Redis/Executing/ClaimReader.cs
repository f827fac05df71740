using System.Collections.Concurrent;
using System.Text;
using Jobbers.Storage;

namespace Jobbers.Redis.Executing;

/// <summary>
/// Reads a claim's reply: one text, whose first line is "verdicts next_after more token", and after it all claims. Their parameters stay slices of it.
/// </summary>
internal sealed class ClaimReader
{
    private const int MaxNames = 1000;

    /// <summary>Names of tasks and queues come again and again; one string each will do.</summary>
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    public ClaimAnswer Read(byte[] reply)
    {
        var claimsAt = Array.IndexOf(reply, (byte)'\n');
        ReadOnlySpan<byte> head = reply.AsSpan(0, claimsAt < 0 ? reply.Length : claimsAt)[(Verdicts(reply).Length + 1)..];
        var nextAfter = Number(ClaimMarks.Word(ref head));
        var more = Number(ClaimMarks.Word(ref head)) == 1;
        if (claimsAt < 0)
            return nextAfter < 0 && !more ? ClaimAnswer.Empty : new ClaimAnswer { Claims = [], NextAfter = StoreTime.SpanOrNull(nextAfter), MoreWaiting = more };
        // A repeated call marks all of its claims: they have the token and the start of the first time.
        var token = head.Length > 0 ? Number(head) : 0;
        var plain = token > 0 ? new ClaimMarks(token, token) : default;
        return new ClaimAnswer { Claims = ReadClaims(reply, claimsAt, plain), NextAfter = StoreTime.SpanOrNull(nextAfter), MoreWaiting = more };
    }

    /// <summary>What became of the outcomes that were settled with the claim.</summary>
    public static ReadOnlySpan<byte> Verdicts(byte[] reply) => reply.AsSpan(0, Array.IndexOf(reply, (byte)' '));

    private List<ClaimedTask> ReadClaims(byte[] text, int lineEnd, ClaimMarks plain)
    {
        var claims = new List<ClaimedTask>();
        // One line end before each: parameters are as long as said, and end without one.
        for (var at = lineEnd; at < text.Length;)
        {
            at++;
            claims.Add(ReadClaim(text, ref at, plain));
        }

        return claims;
    }

    private ClaimedTask ReadClaim(byte[] text, ref int at, ClaimMarks plain)
    {
        var id = Ulid.Parse(Line(text, ref at));
        var queue = Name(Line(text, ref at));
        var marked = Line(text, ref at);
        var marks = marked.Length == 0 ? plain : ClaimMarks.Read(marked);
        var trace = Line(text, ref at);
        var traceParent = trace.Length == 0 ? null : Encoding.UTF8.GetString(trace);
        var name = Name(Line(text, ref at));
        var version = (int)Number(Line(text, ref at));
        var submittedAt = StoreTime.Moment(Number(Line(text, ref at)));
        var length = (int)Number(Line(text, ref at));
        var parameters = text.AsMemory(at, length);
        at += length;
        return new ClaimedTask
        {
            Id = id,
            Queue = queue,
            Token = marks.Token,
            Name = name,
            Version = version,
            Priority = marks.Priority,
            Parameters = parameters,
            RetryAttempt = marks.RetryAttempt,
            CrashCount = marks.CrashCount,
            SubmittedAt = submittedAt,
            FirstSubmittedAt = marks.FirstSubmittedAt is { } first ? StoreTime.Moment(first) : submittedAt,
            StartedAt = StoreTime.Moment(marks.StartedAt),
            RunAt = marks.RunAt is { } due ? StoreTime.Moment(due) : null,
            TraceParent = traceParent,
        };
    }

    private static ReadOnlySpan<byte> Line(byte[] text, ref int at)
    {
        var rest = text.AsSpan(at);
        var line = rest[..rest.IndexOf((byte)'\n')];
        at += line.Length + 1;
        return line;
    }

    private static long Number(ReadOnlySpan<byte> text) => ClaimMarks.Number(text);

    private string Name(ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[256];
        if (text.Length > letters.Length)
            return Encoding.UTF8.GetString(text);
        letters = letters[..Encoding.UTF8.GetChars(text, letters)];
        var names = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (names.TryGetValue(letters, out var known))
            return known;
        if (_names.Count >= MaxNames)
            _names.Clear();
        var name = new string(letters);
        _names.TryAdd(name, name);
        return name;
    }
}
