namespace Jobbers.Submission;

/// <summary>What one submit says beyond its parameters; what is left out is taken from the task's declaration.</summary>
public sealed record SubmitOptions
{
    /// <summary>The task's own id: a repeat with equal parameters returns the first task, one with others is refused.</summary>
    public Ulid? Id { get; init; }

    /// <summary>Where it goes instead of the declared queue.</summary>
    public string? Queue { get; init; }

    /// <summary>0 to 9; higher runs first within its queue.</summary>
    public int? Priority { get; init; }

    /// <summary>Not before this moment of the store's clock. Not together with <see cref="Delay"/>.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>Not before this long after the submit. Not together with <see cref="RunAt"/>.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>At most 10 tags of 1 to 64 characters, to find the task by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>1 to 200 characters; the scope is the task's name. Honoured while the task is not ended, and for 24 h after its submit.</summary>
    public string? IdempotencyKey { get; init; }
}
