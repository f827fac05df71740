using Jobbers.Storage;

namespace Storage.Conformance.Model.Steps;

internal sealed record SettleStep(int Worker, IReadOnlyList<OutcomeDraft> Drafts, ClaimWish? Wish) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var (worker, model) = run.LiveWorker(Worker);
        // A call holds no more than one outcome of a task: stores may write those that completed first.
        Outcome[] outcomes = [.. Drafts.Select(draft => draft.ToOutcome(run, model)).OfType<Outcome>().DistinctBy(outcome => outcome.Claim.Id)];
        if (Wish is null)
        {
            var answers = await worker.SettleAsync(outcomes);
            model.LastCall = new ModelCall(null, outcomes, answers, []);
            run.Model.Settle(model, outcomes, answers);
            return;
        }

        var request = Wish.ToRequest(run, model);
        var answer = await worker.SettleAndClaimAsync(request, outcomes);
        model.LastCall = new ModelCall(request, outcomes, answer.Settled, answer.Claimed.Claims);
        run.Model.Settle(model, outcomes, answer.Settled);
        run.Model.Claim(model, request, answer.Claimed);
    }

    public override IEnumerable<Step> Simpler()
    {
        if (Wish is not null)
            yield return this with { Wish = null };
        if (Wish is not null)
            yield return new ClaimStep(Worker, Wish);
        foreach (var drafts in WithoutOne(Drafts))
            yield return this with { Drafts = drafts };
    }

    public override string ToString() =>
        $"worker-{Worker + 1} settles {string.Join(" and ", Drafts)}{(Wish is null ? "" : $", and claims {Wish}")}";
}
