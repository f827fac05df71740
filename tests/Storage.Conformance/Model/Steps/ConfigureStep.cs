using Jobbers.Routing;

namespace Storage.Conformance.Model.Steps;

internal sealed record ConfigureStep(QueueConfig Config) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        await run.Store.Routing.PutQueueAsync(Config, mustBeNew: false, CancellationToken.None);
        run.Model.Configure(Config);
    }

    public override string ToString()
    {
        var rate = Config.Rate is { } limit ? $"{limit.Numerator} per {limit.Window.TotalSeconds} s" : "none";
        return $"limits of {Config.Name}: cap {Config.MaxConcurrentTotal?.ToString() ?? "none"}, rate {rate}, length {Config.MaxLength?.ToString() ?? "any"}";
    }
}
