namespace Storage.Conformance.Model.Steps;

internal sealed record AdvanceStep(int Seconds) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        await run.Harness.AdvanceAsync(TimeSpan.FromSeconds(Seconds));
        run.Model.Advance(Seconds);
    }

    public override string ToString() => $"{Seconds} s pass";
}
