namespace Jobbers.Submission;

/// <summary>
/// The store refused a valid submit; nothing of that one is stored. Of many, others may be: <see cref="Stored"/> says which. The message says what to do.
/// </summary>
public sealed class TaskRefusedException(TaskRefusal refusal, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>Why.</summary>
    public TaskRefusal Refusal { get; } = refusal;

    /// <summary>When a further try makes sense, for a full queue.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Of a submit of many: the place, from 0, of the first that was refused. Null for a submit of one.</summary>
    public int? Position { get; internal init; }

    /// <summary>
    /// Of a submit of many: an entry for each that was given, in the same order: the id of its task where that is stored, new or there already, and null
    /// where it is not. Those before <see cref="Position"/> all are stored; of those after it, what was sent together with it may be. To go on, submit
    /// those whose entry is null. Empty for a submit of one.
    /// </summary>
    public IReadOnlyList<Ulid?> Stored { get; internal set; } = [];
}
