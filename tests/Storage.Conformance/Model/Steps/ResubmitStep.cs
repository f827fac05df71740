namespace Storage.Conformance.Model.Steps;

internal sealed record ResubmitStep(IReadOnlyList<int> Slots, bool Reset) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var ids = Ids(Slots);
        run.Model.Resubmit(ids, Reset, await run.Store.Submission.ResubmitAsync(ids, Reset, CancellationToken.None));
    }

    public override IEnumerable<Step> Simpler() => WithoutOne(Slots).Select(slots => this with { Slots = slots });

    public override string ToString() => $"resubmit {Names(Slots)}{(Reset ? " with a reset" : "")}";
}
