using Jobbers.Storage;

namespace Jobbers.Submission;

/// <summary>What a refused submit is told: a sentence that says what to do. The same over the client and over HTTP.</summary>
internal static class SubmitRefusals
{
    public static string Describe(SubmitRequest request, SubmitAnswer answer) => answer.Kind switch
    {
        SubmitKind.QueueUnknown => $"There is no queue '{request.Queue}'. Create it (PUT /queues/{request.Queue}) or name an existing one.",
        SubmitKind.QueueFull => $"Queue '{request.Queue}' is at its max_length. Try again in {Math.Ceiling(answer.RetryAfter?.TotalSeconds ?? 1)} s, or raise the limit.",
        SubmitKind.QueueDeleting => $"Queue '{request.Queue}' is being deleted and takes no tasks. Name another one.",
        SubmitKind.IdConflict => $"Task {answer.Id} exists already with another name, version or parameters. Use a new id.",
        SubmitKind.IdempotencyConflict => $"Idempotency key '{request.IdempotencyKey}' was used for task {answer.Id} with other parameters. Use a new key for a new request.",
        _ => throw new ArgumentOutOfRangeException(nameof(answer), answer.Kind, "not a refusal"),
    };

    /// <summary>Says which element of a bulk submit was refused.</summary>
    public static string Where(int? position) =>
        position is { } index ? $"Element {index} was refused; those before it are stored, and some after it may be: Stored says which. " : "";

    public static TaskRefusedException ToException(SubmitRequest request, SubmitAnswer answer, int? position)
    {
        var refusal = answer.Kind switch
        {
            SubmitKind.QueueUnknown => TaskRefusal.QueueUnknown,
            SubmitKind.QueueFull => TaskRefusal.QueueFull,
            SubmitKind.QueueDeleting => TaskRefusal.QueueDeleting,
            _ => TaskRefusal.Conflict,
        };
        return new TaskRefusedException(refusal, Where(position) + Describe(request, answer), answer.RetryAfter) { Position = position };
    }
}
