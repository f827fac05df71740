namespace Jobbers.Submission.Http;

/// <summary>The member <c>code</c> of problem answers: what programs tell refusals apart by; titles and details are for people.</summary>
internal static class ProblemCodes
{
    public const string TaskNotFound = "task_not_found";
    public const string AlreadyEnded = "already_ended";
    public const string NotEnded = "not_ended";
    public const string UniqueKeyHeld = "unique_key_held";
    public const string QueueUnknown = "queue_unknown";
    public const string QueueFull = "queue_full";
    public const string QueueDeleting = "queue_deleting";
    public const string Conflict = "conflict";
    public const string StoreUnavailable = "store_unavailable";
    public const string SignInNeeded = "sign_in_needed";
}
