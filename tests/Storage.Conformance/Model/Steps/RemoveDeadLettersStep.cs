namespace Storage.Conformance.Model.Steps;

internal sealed record RemoveDeadLettersStep(IReadOnlyList<int> Slots) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var ids = Ids(Slots);
        run.Model.RemoveDeadLetters(ids, await run.Store.Submission.RemoveDeadLettersAsync(ids, CancellationToken.None));
    }

    public override IEnumerable<Step> Simpler() => WithoutOne(Slots).Select(slots => this with { Slots = slots });

    public override string ToString() => $"remove from the dead letters {Names(Slots)}";
}
