namespace Jobbers.Submission.Http;

/// <summary>One call to a manager, sent as often as it takes.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Relative to the manager's address.</param>
internal sealed record ManagerRequest(HttpMethod Method, string Path)
{
    /// <summary>JSON; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The submit's own key, as a header.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>What the manager was asked to wait before it answers.</summary>
    public TimeSpan Patience { get; init; }

    /// <summary>Whether doing it twice is doing it once. Otherwise it is sent again only when it surely never arrived.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether an answer, however good it looks, says that not all was done yet: then it is sent again.</summary>
    public Predicate<ReadOnlyMemory<byte>> IsUnfinished { get; init; } = static _ => false;
}
