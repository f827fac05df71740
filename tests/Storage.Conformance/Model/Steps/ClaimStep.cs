namespace Storage.Conformance.Model.Steps;

internal sealed record ClaimStep(int Worker, ClaimWish Wish) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var (worker, model) = run.LiveWorker(Worker);
        var request = Wish.ToRequest(run, model);
        var answer = await worker.ClaimAsync(request);
        model.LastCall = new ModelCall(request, [], [], answer.Claims);
        run.Model.Claim(model, request, answer);
    }

    public override string ToString() => $"worker-{Worker + 1} claims {Wish}";
}
