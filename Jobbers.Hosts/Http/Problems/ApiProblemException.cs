using Jobbers.Catalog;
using Jobbers.Storage;
using Jobbers.Submission.Http;

namespace Jobbers.Hosts.Http.Problems;

/// <summary>Ends a request with an <c>application/problem+json</c> answer (RFC 9457).</summary>
internal sealed class ApiProblemException(int status, string title, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    /// <summary>A full sentence that says what to do.</summary>
    public string Detail { get; } = detail;

    /// <summary>What programs tell it apart by, where there is something to tell.</summary>
    public string? Code { get; init; }

    /// <summary>All problems by path, when something sent was not valid.</summary>
    public IReadOnlyList<PayloadProblem> Errors { get; init; } = [];

    public TimeSpan? RetryAfter { get; init; }

    public static ApiProblemException Invalid(IReadOnlyList<PayloadProblem> errors, string? code = null) =>
        new(400, "Not valid", $"Correct {(errors.Count == 1 ? "the field" : $"the {errors.Count} fields")} named in errors and send the request again.")
        {
            Code = code,
            Errors = errors,
        };

    public static ApiProblemException Invalid(string field, string reason, string? code = null) => Invalid([new PayloadProblem(field, reason)], code);

    /// <summary>The store did not answer.</summary>
    /// <param name="unavailable">What it said, or what was missing.</param>
    /// <param name="advice">A sentence that says what to do.</param>
    public static ApiProblemException StoreUnavailable(StoreUnavailableException unavailable, string advice) =>
        new(503, "Store not available", $"{unavailable.Message.TrimEnd('.')}. {advice}") { Code = ProblemCodes.StoreUnavailable, RetryAfter = TimeSpan.FromSeconds(2) };

    public static ApiProblemException TaskNotFound(Ulid id) =>
        new(404, "No such task", $"There is no task {id}: it was never submitted, or has been pruned.") { Code = ProblemCodes.TaskNotFound };

    public static ApiProblemException QueueNotFound(string name) =>
        new(404, "No such queue", $"There is no queue '{name}'; GET /queues lists them.");

    public static ApiProblemException RoleNotFound(string name) =>
        new(404, "No such role", $"There is no role '{name}'; GET /roles lists them.");
}
