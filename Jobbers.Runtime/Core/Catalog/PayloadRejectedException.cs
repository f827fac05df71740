namespace Jobbers.Catalog;

/// <summary>A stored payload no longer decodes or validates: the handler was not called. Ends the task as failed.</summary>
public sealed class PayloadRejectedException(IReadOnlyList<PayloadProblem> problems)
    : Exception(string.Join("; ", problems.Select(p => $"{p.Path}: {p.Reason}")))
{
    /// <summary>The error type such a task carries.</summary>
    public const string ErrorType = "PayloadRejected";

    /// <summary>All that is wrong, in the order it was found.</summary>
    public IReadOnlyList<PayloadProblem> Problems { get; } = problems;
}
