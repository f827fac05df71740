namespace Jobbers.Redis.Executing;

/// <summary>Outcomes of one call that simply completed, of one queue, all with a result or all without.</summary>
internal readonly record struct OutcomeGroup(string Queue, bool HasResult, int Count)
{
    /// <summary>The values before those of its outcomes: queue, code, number.</summary>
    public const int HeadSize = 3;
}
