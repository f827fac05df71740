namespace Storage.Conformance.Model.Steps;

internal sealed record SubmitStep(IReadOnlyList<TaskDraft> Drafts) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var batch = Drafts.Select(draft => draft.ToRequest(run)).ToList();
        var answers = await run.Store.Submission.SubmitAsync(batch, CancellationToken.None);
        run.Model.Submit(batch, answers, [.. Drafts.Select(draft => draft.SecondsToDue)]);
    }

    public override IEnumerable<Step> Simpler() => WithoutOne(Drafts).Select(drafts => this with { Drafts = drafts });

    public override string ToString() => $"submit {string.Join(" and ", Drafts)}";
}
