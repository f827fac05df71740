using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Submitting;

/// <summary>What only some submits carry: named by letters of the code, so that a plain task sends none of it.</summary>
internal static class SubmitExtras
{
    /// <summary>Stands between tags; no tag that is typed holds it.</summary>
    public const char TagSeparator = '\u001f';

    private const int DefaultMaxCrashes = 3;

    public static string Code(SubmitRequest request)
    {
        if (IsPlain(request))
            return "";
        Span<char> letters = stackalloc char[8];
        var length = 0;
        void Add(Span<char> to, bool present, char letter)
        {
            if (present)
                to[length++] = letter;
        }

        Add(letters, request.IdIsOwn, 'o');
        Add(letters, !request.VersionIsOwn, 'v');
        Add(letters, request.Delay is not null, 'd');
        Add(letters, request.RunAt is not null, 'u');
        Add(letters, request.IdempotencyKey is not null, 'i');
        Add(letters, request.UniqueKey is not null, 'k');
        Add(letters, Fields(request) > 0, 'm');
        return new string(letters[..length]);
    }

    public static int Size(SubmitRequest request)
    {
        var fields = FieldsSize(request);
        return (request.Delay is null ? 0 : 1) + (request.RunAt is null ? 0 : 1) + (request.IdempotencyKey is null ? 0 : 1)
            + (request.UniqueKey is null ? 0 : 1) + (fields == 0 ? 0 : 1 + fields);
    }

    /// <summary>Whether the task is plain but for further fields: new, to run at once, of usual priority, without keys.</summary>
    public static bool AreOnlyFields(SubmitRequest request) => !request.IdIsOwn && request is
    {
        VersionIsOwn: true, Priority: SubmitKinds.UsualPriority, Delay: null, RunAt: null, IdempotencyKey: null, UniqueKey: null,
    };

    /// <summary>What the further fields take, names and values.</summary>
    public static int FieldsSize(SubmitRequest request) => Fields(request) * 2;

    public static int Write(SubmitRequest request, RedisValue[] values, int at)
    {
        if (request.Delay is { } delay)
            values[at++] = StoreTime.Micros(delay);
        if (request.RunAt is { } runAt)
            values[at++] = StoreTime.Micros(runAt);
        if (request.IdempotencyKey is { } idempotencyKey)
            values[at++] = idempotencyKey;
        if (request.UniqueKey is { } uniqueKey)
            values[at++] = uniqueKey;
        var fields = Fields(request);
        if (fields == 0)
            return at;
        values[at++] = fields;
        return WriteFields(request, values, at);
    }

    public static int WriteFields(SubmitRequest request, RedisValue[] values, int at)
    {
        void Field(string name, RedisValue value)
        {
            values[at++] = name;
            values[at++] = value;
        }

        if (request.TraceParent is { } trace)
            Field("tp", trace);
        if (request.Tags.Count > 0)
            Field("tg", string.Join(TagSeparator, request.Tags));
        if (request.MaxHeartbeatInterval is { } interval)
            Field("hi", StoreTime.Micros(interval));
        if (request.MaxCrashes != DefaultMaxCrashes)
            Field("mc", request.MaxCrashes);
        if (request.SavesDeadLetter)
            Field("dl", 1);
        return at;
    }

    private static int Fields(SubmitRequest request) =>
        (request.TraceParent is null ? 0 : 1) + (request.Tags.Count == 0 ? 0 : 1) + (request.MaxHeartbeatInterval is null ? 0 : 1)
        + (request.MaxCrashes == DefaultMaxCrashes ? 0 : 1) + (request.SavesDeadLetter ? 1 : 0);

    /// <summary>Own id and unsaid version only matter where something stored is found; without keys they cost a plain submit nothing.</summary>
    private static bool IsPlain(SubmitRequest request) => !request.IdIsOwn && request.VersionIsOwn && Size(request) == 0;
}
