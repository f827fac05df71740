namespace Jobbers.Submission.Http;

/// <summary>What a manager answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body.</param>
/// <param name="MediaType">What it is said to be.</param>
/// <param name="RetryAfter">When a further try makes sense.</param>
internal sealed record ManagerAnswer(int Status, ReadOnlyMemory<byte> Body, string? MediaType, TimeSpan? RetryAfter)
{
    private const string ProblemType = "application/problem+json";

    /// <summary>Whether an earlier try may have been done, its answer lost.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Why it was refused; null when this is not a manager's refusal.</summary>
    public Problem? Problem { get; } = Status >= 400 && MediaType == ProblemType ? Http.Problem.TryRead(Body.Span) : null;

    /// <summary>The gateway's or the manager's own words for "not now".</summary>
    public bool IsTransient => Status is 408 or 429 or 502 or 503 or 504;
}
