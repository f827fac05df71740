namespace Jobbers.Lifecycle;

/// <summary>The names outcomes have in a task's history.</summary>
internal static class OutcomeNames
{
    /// <summary>The attempt's worker died; written by rescue.</summary>
    public const string WorkerLost = "worker_lost";

    private static readonly string[] Names =
        ["completed", "retry", "failed", "cancelled", "requeued", "given_back", "deferred", "stalled", "dropped"];

    public static string ToWire(this OutcomeKind kind) => Names[(int)kind];

    /// <summary>Whether the attempt really ran and belongs into the history.</summary>
    public static bool IsRecorded(this OutcomeKind kind) => kind is not (OutcomeKind.GivenBack or OutcomeKind.Deferred);

    /// <summary>Whether the task would run again, so that a stored cancel request ends it instead.</summary>
    public static bool RunsAgain(this OutcomeKind kind) =>
        kind is OutcomeKind.Retry or OutcomeKind.Requeued or OutcomeKind.GivenBack or OutcomeKind.Deferred;
}
