using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Executing;

/// <summary>Reads a claim's reply. All claims come in one text, and their parameters stay slices of it.</summary>
internal sealed class ClaimReader
{
    private const int MaxNames = 1000;

    /// <summary>Names of tasks and queues come again and again; one string each will do.</summary>
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    public ClaimAnswer Read(RedisResult[] reply)
    {
        var text = (byte[]?)reply[3];
        var nextAfter = (long)reply[1];
        var more = (long)reply[2] == 1;
        if (text is null or { Length: 0 })
            return nextAfter < 0 && !more ? ClaimAnswer.Empty : new ClaimAnswer { Claims = [], NextAfter = StoreTime.SpanOrNull(nextAfter), MoreWaiting = more };
        return new ClaimAnswer { Claims = ReadClaims(text), NextAfter = StoreTime.SpanOrNull(nextAfter), MoreWaiting = more };
    }

    private List<ClaimedTask> ReadClaims(byte[] text)
    {
        var claims = new List<ClaimedTask>();
        var at = 0;
        while (at < text.Length)
            claims.Add(ReadClaim(text, ref at));
        return claims;
    }

    private ClaimedTask ReadClaim(byte[] text, ref int at)
    {
        var id = Ulid.Parse(Line(text, ref at));
        var queue = Name(Line(text, ref at));
        var token = Number(Line(text, ref at));
        var name = Name(Line(text, ref at));
        var version = (int)Number(Line(text, ref at));
        var priority = (int)Number(Line(text, ref at));
        var retryAttempt = (int)Number(Line(text, ref at));
        var crashCount = (int)Number(Line(text, ref at));
        var submittedAt = Number(Line(text, ref at));
        var firstSubmittedAt = Number(Line(text, ref at));
        var startedAt = Number(Line(text, ref at));
        var runAt = Line(text, ref at);
        DateTimeOffset? due = runAt.Length == 0 ? null : StoreTime.Moment(Number(runAt));
        var trace = Line(text, ref at);
        var traceParent = trace.Length == 0 ? null : Encoding.UTF8.GetString(trace);
        var length = (int)Number(Line(text, ref at));
        var parameters = text.AsMemory(at, length);
        at += length;
        return new ClaimedTask
        {
            Id = id,
            Queue = queue,
            Token = token,
            Name = name,
            Version = version,
            Priority = priority,
            Parameters = parameters,
            RetryAttempt = retryAttempt,
            CrashCount = crashCount,
            SubmittedAt = StoreTime.Moment(submittedAt),
            FirstSubmittedAt = StoreTime.Moment(firstSubmittedAt),
            StartedAt = StoreTime.Moment(startedAt),
            RunAt = due,
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

    private static long Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length
            ? number
            : throw new InvalidDataException("a claim's reply is not as this version writes it; the store was written by something else");

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
