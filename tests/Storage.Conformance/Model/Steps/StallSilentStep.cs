namespace Storage.Conformance.Model.Steps;

internal sealed record StallSilentStep(int StaleSeconds, int Limit) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var stalled = await run.Store.Upkeep.StallSilentAsync(TimeSpan.FromSeconds(StaleSeconds), Limit, CancellationToken.None);
        run.Model.StallSilent(StaleSeconds, Limit, stalled.Count, await run.ChangedAsync());
    }

    public override string ToString() => $"stall {Limit} silent for {StaleSeconds} s";
}
