using System.Buffers;
using System.Diagnostics;
using Jobbers.Catalog;
using Jobbers.Routing;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Submission;

/// <summary>Turns checked parameters and options into what a store takes. The same for the typed client and for HTTP.</summary>
internal sealed class SubmitRequests(TimeProvider time)
{
    private readonly TaskIdSource _ids = new(time);

    public const int MaxTags = 10;
    public const int MaxTagLength = 64;
    public const int MaxIdempotencyKeyLength = 200;

    /// <summary>Builds the request of one task.</summary>
    /// <param name="task">Its declaration.</param>
    /// <param name="canonical">Its parameters, canonical.</param>
    /// <param name="uniqueKey">The key of its <c>UniqueBy</c> values.</param>
    /// <param name="options">What the submit said.</param>
    /// <param name="versionIsOwn">Whether the submit named a version.</param>
    public SubmitRequest Create(
        TaskDescriptor task, ReadOnlyMemory<byte> canonical, string? uniqueKey, SubmitOptions? options, bool versionIsOwn) => new()
        {
            Id = options?.Id ?? _ids.Next(),
            IdIsOwn = options?.Id is not null,
            Name = task.Name,
            Version = task.Version,
            VersionIsOwn = versionIsOwn,
            Queue = options?.Queue ?? task.Queue,
            Priority = options?.Priority ?? task.Priority,
            Parameters = canonical,
            RunAt = options?.RunAt,
            Delay = options?.Delay,
            IdempotencyKey = options?.IdempotencyKey,
            UniqueKey = uniqueKey,
            // ASP.NET Core makes an activity for every request; it is worth storing only when somebody listens.
            TraceParent = JobbersTelemetry.Source.HasListeners() ? Activity.Current?.Id : null,
            Tags = options?.Tags ?? [],
            MaxHeartbeatInterval = task.Policy.MaxHeartbeatInterval,
            MaxCrashes = task.Policy.MaxCrashes,
            SavesDeadLetter = task.Policy.DeadLetterPolicy == Declaration.DeadLetterPolicy.Save,
        };

    /// <summary>Checks typed parameters and what the submit said beside them; every problem at once.</summary>
    /// <returns>The parameters, canonical.</returns>
    /// <exception cref="TaskValidationException">Something is not valid.</exception>
    public static ReadOnlyMemory<byte> Encode<TParameters>(TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options) =>
        Encode(task, parameters, options, new ArrayBufferWriter<byte>(), new PayloadProblems());

    /// <summary>The same, written behind what <paramref name="target"/> holds; <paramref name="problems"/> must have none.</summary>
    public static ReadOnlyMemory<byte> Encode<TParameters>(
        TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options, ArrayBufferWriter<byte> target, PayloadProblems problems)
    {
        var from = target.WrittenCount;
        task.Codec.Validate(parameters, problems);
        if (problems.Count == 0)
            task.Codec.Encode(parameters, target);
        Check(options, target.WrittenCount - from, problems);
        return problems.Count == 0 ? target.WrittenMemory[from..] : throw new TaskValidationException(task.Name, problems.Items);
    }

    /// <summary>Options of a bulk submit: what names one task cannot be given to many.</summary>
    /// <exception cref="ArgumentException">It was.</exception>
    public static void CheckMany(SubmitOptions? options)
    {
        if (options?.Id is not null || options?.IdempotencyKey is not null)
            throw new ArgumentException("An id or an idempotency key names one task; it cannot be given to many.", nameof(options));
    }

    /// <summary>Checks what a submit said beside its parameters; every problem at once, by wire name.</summary>
    public static void Check(SubmitOptions? options, int parametersBytes, PayloadProblems problems)
    {
        if (parametersBytes > PayloadLimits.MaxParametersBytes)
            problems.Add($"is {parametersBytes} bytes; at most {PayloadLimits.MaxParametersBytes} are allowed");
        if (options is null)
            return;
        if (options.Queue is { } queue && !RoutingNames.IsValid(queue))
            problems.AddAtRoot("queue", "must be 1 to 100 characters of [a-zA-Z0-9_.-]");
        if (options.Priority is < 0 or > 9)
            problems.AddAtRoot("priority", "must be between 0 and 9");
        if (options.RunAt is not null && options.Delay is not null)
            problems.AddAtRoot("delay", "cannot be given together with run_at");
        if (options.Delay is { } delay && (delay < TimeSpan.Zero || delay > TimeSpan.FromDays(3660)))
            problems.AddAtRoot("delay", "must be between 0 and 316224000 seconds");
        if (options.RunAt is { Year: < 1970 or > 9000 })
            problems.AddAtRoot("run_at", "must be a time between the years 1970 and 9000");
        if (options.IdempotencyKey is { Length: 0 or > MaxIdempotencyKeyLength })
            problems.AddAtRoot("idempotency_key", $"must be 1 to {MaxIdempotencyKeyLength} characters");
        CheckTags(options.Tags, problems);
    }

    private static void CheckTags(IReadOnlyList<string> tags, PayloadProblems problems)
    {
        if (tags.Count > MaxTags)
            problems.AddAtRoot("tags", $"must be at most {MaxTags}");
        if (tags.Any(tag => tag is not { Length: > 0 and <= MaxTagLength } || tag.Any(char.IsControl)))
            problems.AddAtRoot("tags", $"must each be 1 to {MaxTagLength} characters without control characters");
    }
}
