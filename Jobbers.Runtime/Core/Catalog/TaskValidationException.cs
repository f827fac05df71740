namespace Jobbers.Catalog;

/// <summary>The parameters of a submit are not valid; nothing of that one was stored. Carries every problem, with its path.</summary>
public sealed class TaskValidationException(string taskName, IReadOnlyList<PayloadProblem> problems)
    : Exception(Describe(taskName, problems))
{
    /// <summary>The task that was to be submitted.</summary>
    public string TaskName { get; } = taskName;

    /// <summary>All that is wrong, in the order it was found.</summary>
    public IReadOnlyList<PayloadProblem> Problems { get; } = problems;

    private static string Describe(string taskName, IReadOnlyList<PayloadProblem> problems) =>
        $"The parameters of task '{taskName}' are not valid: {string.Join("; ", problems.Select(p => $"{p.Path}: {p.Reason}"))}.";
}
