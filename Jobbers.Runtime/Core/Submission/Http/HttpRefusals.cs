using Jobbers.Catalog;

namespace Jobbers.Submission.Http;

/// <summary>Turns what a manager refused into the exceptions that the store's own client throws; what only HTTP can refuse has its own.</summary>
internal static class HttpRefusals
{
    /// <summary>The exception of a refused submit.</summary>
    /// <param name="task">Name of the task.</param>
    /// <param name="problem">The refusal.</param>
    /// <param name="retryAfter">When a further try makes sense.</param>
    /// <param name="position">Its place in a bulk submit.</param>
    /// <returns>Null when the problem is not about the submit itself.</returns>
    public static Exception? OfSubmit(string task, Problem problem, TimeSpan? retryAfter, int? position = null)
    {
        TaskRefusal? refusal = problem.Code switch
        {
            ProblemCodes.QueueUnknown => TaskRefusal.QueueUnknown,
            ProblemCodes.QueueFull => TaskRefusal.QueueFull,
            ProblemCodes.QueueDeleting => TaskRefusal.QueueDeleting,
            ProblemCodes.Conflict => TaskRefusal.Conflict,
            _ => null,
        };
        if (problem.Code == ProblemCodes.StoreUnavailable && position is not null)
            return new ManagerUnavailableException($"From element {position} on some may be stored, and others not. {problem.Detail}");
        if (refusal is { } known)
            return new TaskRefusedException(known, SubmitRefusals.Where(position) + Describe(problem), retryAfter) { Position = position };
        if (problem is not { Status: 400, Errors.Count: > 0 })
            return null;
        return new TaskValidationException(
            task, position is { } index ? [.. problem.Errors.Select(error => error with { Path = $"[{index}].{error.Path}" })] : problem.Errors);
    }

    /// <summary>The exception of an answer that no call expects.</summary>
    public static Exception Of(ManagerAnswer answer, Uri address)
    {
        var detail = answer.Problem?.Detail;
        if (answer.IsTransient)
            return new ManagerUnavailableException($"The manager at {address} could not do this now (status {answer.Status}): {detail ?? "it, or a gateway before it, gave no reason."}");
        var message = answer.Status switch
        {
            401 => $"The manager at {address} wants an API key that it knows: set JobbersHttpClientOptions.ApiKey to one ('keys new' makes them).",
            403 => $"The manager at {address} does not allow this: {detail ?? "it gave no reason."} Use a key with that role.",
            413 => $"The manager at {address}, or a gateway before it, does not take so large a request: {detail ?? "store large data elsewhere and pass where it is."}",
            >= 300 and < 400 => $"{address} points elsewhere (status {answer.Status}); a key is not sent on. Set JobbersHttpClientOptions.Address to the manager itself.",
            _ when detail is not null => $"The manager at {address} refused this (status {answer.Status}): {detail}",
            _ => $"What answers at {address} is no manager of Jobbers (status {answer.Status}, {answer.MediaType ?? "no content"}). Correct JobbersHttpClientOptions.Address.",
        };
        return new ManagerRefusedException(answer.Status, message);
    }

    private static string Describe(Problem problem) =>
        problem.Errors.Count == 0 ? problem.Detail : $"{string.Join("; ", problem.Errors.Select(error => $"{error.Path}: {error.Reason}"))}.";
}
