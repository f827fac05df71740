namespace Storage.Conformance.Model.Steps;

internal sealed record PromoteStep(string? Queue, int Limit) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var answer = await run.Store.Upkeep.PromoteAsync(Queue is null ? null : [Queue], Limit, CancellationToken.None);
        run.Model.Promote(Queue, Limit, answer, await run.ChangedAsync());
    }

    public override string ToString() => $"promote {Limit} of {Queue ?? "all queues"}";
}
