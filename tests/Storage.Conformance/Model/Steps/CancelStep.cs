namespace Storage.Conformance.Model.Steps;

internal sealed record CancelStep(IReadOnlyList<int> Slots) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var ids = Ids(Slots);
        run.Model.Cancel(ids, await run.Store.Submission.CancelAsync(ids, CancellationToken.None));
    }

    public override IEnumerable<Step> Simpler() => WithoutOne(Slots).Select(slots => this with { Slots = slots });

    public override string ToString() => $"cancel {Names(Slots)}";
}
