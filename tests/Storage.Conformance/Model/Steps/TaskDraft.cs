using Jobbers.Storage;

namespace Storage.Conformance.Model.Steps;

/// <summary>What one submit of a sequence says.</summary>
internal sealed record TaskDraft
{
    public required int Slot { get; init; }

    public required string Queue { get; init; }

    public required int Priority { get; init; }

    public required int Payload { get; init; }

    /// <summary>From the moment of the submit; may lie in the past.</summary>
    public int? SecondsToDue { get; init; }

    /// <summary>Whether the due time is given as a moment and not as a delay.</summary>
    public bool DueAsMoment { get; init; }

    public string? UniqueKey { get; init; }

    public string? IdempotencyKey { get; init; }

    public int MaxCrashes { get; init; }

    public bool SavesDeadLetter { get; init; }

    public bool IsWatched { get; init; }

    public SubmitRequest ToRequest(ModelRun run) => new()
    {
        Id = ModelRun.IdAt(Slot),
        IdIsOwn = true,
        Name = NewTask.Name,
        Version = 1,
        VersionIsOwn = true,
        Queue = Queue,
        Priority = Priority,
        Parameters = NewTask.Json($"[{Payload}]"),
        Delay = IsMoment ? null : Span,
        RunAt = IsMoment ? run.Origin.AddSeconds(run.Model.Now) + Span : null,
        UniqueKey = UniqueKey,
        IdempotencyKey = IdempotencyKey,
        MaxCrashes = MaxCrashes,
        SavesDeadLetter = SavesDeadLetter,
        MaxHeartbeatInterval = IsWatched ? TimeSpan.FromSeconds(10) : null,
    };

    public override string ToString()
    {
        var words = new List<string> { $"task {Slot} to {Queue}" };
        if (Priority != 5)
            words.Add($"priority {Priority}");
        if (Payload != 0)
            words.Add($"payload {Payload}");
        if (SecondsToDue is { } seconds)
            words.Add($"due in {seconds} s");
        if (UniqueKey is not null)
            words.Add($"unique {UniqueKey}");
        if (IdempotencyKey is not null)
            words.Add($"idempotent {IdempotencyKey}");
        if (MaxCrashes != 3)
            words.Add($"max crashes {MaxCrashes}");
        if (SavesDeadLetter)
            words.Add("saved when dead");
        if (IsWatched)
            words.Add("watched");
        return string.Join(", ", words);
    }

    // A delay cannot lie in the past; a moment can.
    private bool IsMoment => SecondsToDue is { } seconds && (DueAsMoment || seconds < 0);

    private TimeSpan? Span => SecondsToDue is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
