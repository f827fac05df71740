namespace Storage.Conformance.Model.Steps;

/// <summary>The reply of a worker's last call was dropped: it calls again under the same number.</summary>
internal sealed record RepeatStep(int Worker) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var (worker, model) = run.Worker(Worker);
        // The memory of a call is kept in the worker's record and may go with it.
        if (model.LastCall is not { } call || model.AliveUntil <= run.Model.Now)
            return;
        if (call.Request is null)
        {
            StoreModel.RepeatSettle(call, await worker.RepeatSettleAsync(call.Outcomes));
            return;
        }

        if (call.Outcomes.Length == 0)
        {
            run.Model.RepeatClaim(model, call, await worker.RepeatClaimAsync(call.Request));
            return;
        }

        var answer = await worker.RepeatSettleAndClaimAsync(call.Request, call.Outcomes);
        StoreModel.RepeatSettle(call, answer.Settled);
        run.Model.RepeatClaim(model, call, answer.Claimed);
    }

    public override string ToString() => $"worker-{Worker + 1} repeats its last call";
}
