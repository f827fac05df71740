namespace Jobbers.Routing;

/// <summary>Checks a queue's limits; every problem at once, keyed by the wire name of the field.</summary>
internal static class QueueConfigProblems
{
    /// <summary>Largest value of a concurrency limit.</summary>
    public const int MaxConcurrency = 100_000;

    /// <summary>Largest value of <c>max_length</c>.</summary>
    public const int MaxQueueLength = 100_000_000;

    /// <summary>What is wrong with <paramref name="queue"/>; empty when nothing is.</summary>
    public static IReadOnlyList<(string Field, string Reason)> Find(QueueConfig queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        var problems = new List<(string, string)>();
        if (!RoutingNames.IsValid(queue.Name))
            problems.Add(("name", "must be 1 to 100 characters of [a-zA-Z0-9_.-]"));
        Range(problems, "max_concurrent", queue.MaxConcurrent, MaxConcurrency);
        Range(problems, "max_concurrent_total", queue.MaxConcurrentTotal, MaxConcurrency);
        Range(problems, "max_length", queue.MaxLength, MaxQueueLength);
        if (queue.Rate is not { } rate)
            return problems;
        Range(problems, "rate_numerator", rate.Numerator, 1_000_000);
        Range(problems, "rate_denominator", rate.Denominator, 10_000);
        return problems;
    }

    private static void Range(List<(string, string)> problems, string field, int? value, int max)
    {
        if (value is { } number && (number < 1 || number > max))
            problems.Add((field, $"must be between 1 and {max}, or left out for no limit"));
    }
}
