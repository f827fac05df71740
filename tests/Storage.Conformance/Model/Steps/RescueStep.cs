namespace Storage.Conformance.Model.Steps;

internal sealed record RescueStep(int Limit) : Step
{
    public override async ValueTask RunAsync(ModelRun run) =>
        run.Model.Rescue(Limit, await run.Store.Upkeep.RescueAsync(Limit, CancellationToken.None));

    public override string ToString() => $"rescue {Limit}";
}
