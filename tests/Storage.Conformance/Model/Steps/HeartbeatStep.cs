using Jobbers.Storage;

namespace Storage.Conformance.Model.Steps;

/// <param name="Worker">Which worker.</param>
/// <param name="Leaves">So many of the claims it holds it does not name.</param>
/// <param name="NamesOld">Whether it names every claim it ever received, as one that does not know yet what it lost.</param>
/// <param name="Beats">Whether the code of what it names has beaten.</param>
internal sealed record HeartbeatStep(int Worker, int Leaves, bool NamesOld, bool Beats) : Step
{
    public override ValueTask RunAsync(ModelRun run)
    {
        var (worker, model) = run.Worker(Worker);
        ClaimKey[] claims =
            [.. model.Received.Select(claim => claim.Key).Distinct().Where(claim => NamesOld || run.Model.Stands(claim)).Skip(Leaves)];
        Beat[] beats = Beats ? [.. claims.Select(claim => new Beat(claim, TimeSpan.Zero, 0.5, "half"))] : [];
        run.Model.Heartbeat(model, claims, Beats, worker.Heartbeat(claims, beats));
        return ValueTask.CompletedTask;
    }

    public override string ToString() =>
        $"worker-{Worker + 1} renews {(NamesOld ? "all it ever had" : "what it holds")}{(Leaves > 0 ? $" but {Leaves}" : "")}{(Beats ? ", with beats" : "")}";
}
