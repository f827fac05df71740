using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Routing;

namespace Jobbers.Hosts.Http.Reading;

/// <summary>Reads a queue's configuration.</summary>
internal static class QueueEnvelope
{
    /// <summary>Reads one.</summary>
    /// <param name="element">The body.</param>
    /// <param name="nameInPath">The name in the path, for a PUT; then the body need not repeat it.</param>
    /// <exception cref="ApiProblemException">Something of it is not valid.</exception>
    public static QueueConfig Read(JsonElement element, string? nameInPath)
    {
        var problems = new PayloadProblems();
        var fields = new JsonFields(
            element, problems, "name", "max_concurrent", "max_concurrent_total", "rate_numerator", "rate_denominator", "rate_period", "max_length", "paused");
        var name = fields.Text("name");
        if (nameInPath is not null && name is not null && name != nameInPath)
            problems.AddAtRoot("name", $"must be '{nameInPath}' as in the path, or left out");
        if (nameInPath is null && !fields.Has("name"))
            problems.AddAtRoot("name", "is required");
        var queue = new QueueConfig
        {
            Name = nameInPath ?? name ?? RoutingNames.Default,
            MaxConcurrent = fields.Whole("max_concurrent"),
            MaxConcurrentTotal = fields.Whole("max_concurrent_total"),
            Rate = Rate(fields, problems),
            MaxLength = fields.Whole("max_length"),
            Paused = fields.Flag("paused") ?? false,
        };
        foreach (var (field, reason) in QueueConfigProblems.Find(queue))
            problems.AddAtRoot(field, reason);
        return problems.Count == 0 ? queue : throw ApiProblemException.Invalid(problems.Items);
    }

    /// <summary>Whether a valid body says if the queue is paused.</summary>
    public static bool SaysPaused(JsonElement element) => element.TryGetProperty("paused", out var paused) && paused.ValueKind != JsonValueKind.Null;

    private static RateLimit? Rate(JsonFields fields, PayloadProblems problems)
    {
        var numerator = fields.Whole("rate_numerator");
        var denominator = fields.Whole("rate_denominator");
        var period = fields.Text("rate_period");
        if (period is not null && !RatePeriodNames.TryParse(period, out _))
            problems.AddAtRoot("rate_period", "must be second, minute, hour or day");
        if (!fields.Has("rate_numerator"))
        {
            if (fields.Has("rate_denominator") || fields.Has("rate_period"))
                problems.AddAtRoot("rate_numerator", "is required with a rate: how many attempts may start in each window");
            return null;
        }

        if (!fields.Has("rate_period"))
            problems.AddAtRoot("rate_period", "is required with rate_numerator: second, minute, hour or day");
        return numerator is { } starts && RatePeriodNames.TryParse(period, out var unit) ? new RateLimit(starts, denominator ?? 1, unit) : null;
    }
}
