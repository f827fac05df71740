namespace Storage.Conformance.Model.Steps;

internal sealed record PauseStep(string Queue, bool Paused) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        await run.Store.Routing.SetPausedAsync(Queue, Paused, CancellationToken.None);
        run.Model.Configure(run.Model.ConfigOf(Queue) with { Paused = Paused });
    }

    public override string ToString() => $"{(Paused ? "pause" : "resume")} {Queue}";
}
