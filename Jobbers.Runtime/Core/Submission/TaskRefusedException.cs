namespace Jobbers.Submission;

/// <summary>The store refused a valid submit; nothing of it was stored. The message says what to do.</summary>
public sealed class TaskRefusedException(TaskRefusal refusal, string message, TimeSpan? retryAfter = null) : Exception(message)
{
    /// <summary>Why.</summary>
    public TaskRefusal Refusal { get; } = refusal;

    /// <summary>When a further try makes sense, for a full queue.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
