using Jobbers.Storage;

namespace Storage.Conformance.Model.Steps;

internal sealed record PruneStep(int? EndedSeconds, int? DeadLetterSeconds, int? RateSeconds, int Limit) : Step
{
    public override async ValueTask RunAsync(ModelRun run)
    {
        var rules = new PruneRules(Span(EndedSeconds), Span(DeadLetterSeconds), Span(RateSeconds));
        var answer = await run.Store.Upkeep.PruneAsync(rules, Limit, CancellationToken.None);
        run.Model.Prune(EndedSeconds, DeadLetterSeconds, Limit, answer, await run.ChangedAsync());
    }

    public override string ToString() =>
        $"prune {Limit}: ended {OrNever(EndedSeconds)}, dead letters {OrNever(DeadLetterSeconds)}, rates {OrNever(RateSeconds)}";

    private static TimeSpan? Span(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;
}
