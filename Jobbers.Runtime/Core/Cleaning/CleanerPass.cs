using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Cleaning;

/// <summary>One pass of the cleaner: bounded steps, one after the other, until nothing is left to do.</summary>
internal sealed class CleanerPass(ITaskStore store)
{
    private const int Step = 500;

    public async Task<CleanerReport> RunAsync(CleanerOptions options, CancellationToken cancellationToken)
    {
        // What gives memory back comes first: a store that is full may refuse the rest until there is some.
        var pruned = await PruneAsync(new PruneRules(options.EndedAge, options.DeadLetterAge, options.RateAge), cancellationToken);
        var stalled = options.StaleTime is { } stale ? await StallAsync(stale, cancellationToken) : 0;
        var cancelled = options.CancelWaiting ? await CancelWaitingAsync(options, cancellationToken) : 0;
        return new CleanerReport(stalled, cancelled, pruned.Ended, pruned.DeadLetters, pruned.RateEntries);
    }

    private async Task<int> StallAsync(TimeSpan staleTime, CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var stalled = await store.Upkeep.StallSilentAsync(staleTime, Step, cancellationToken);
            await EndReport.EndedAsync(store.Queries, stalled, cancellationToken);
            total += stalled.Count;
            if (stalled.Count < Step)
                return total;
        }
    }

    private async Task<int> CancelWaitingAsync(CleanerOptions options, CancellationToken cancellationToken)
    {
        // No later than now: while a pass cancels, others submit, and without that bound it would go on for as long as they do.
        var now = await store.Upkeep.GetTimeAsync(cancellationToken);
        var before = options.WaitingBefore < now ? options.WaitingBefore : now;
        var total = 0;
        while (true)
        {
            var ids = await store.Upkeep.FindWaitingAsync(options.WaitingAfter, before, Step, cancellationToken);
            if (ids.Count == 0)
                return total;
            var answers = await store.Submission.CancelAsync(ids, cancellationToken);
            await EndReport.CancelledAsync(store.Queries, ids, answers, cancellationToken);
            total += answers.Count(a => a == CancelAnswer.Cancelled);
            // Where workers were faster there is more to find; what is found and was never there would be found for ever.
            if (answers.All(a => a == CancelAnswer.NotFound))
                return total;
        }
    }

    private async Task<PruneAnswer> PruneAsync(PruneRules rules, CancellationToken cancellationToken)
    {
        if (rules is { EndedAge: null, DeadLetterAge: null, RateAge: null })
            return default;
        PruneAnswer total = default, step;
        do
        {
            step = await store.Upkeep.PruneAsync(rules, Step, cancellationToken);
            total = new PruneAnswer(
                total.Ended + step.Ended, total.DeadLetters + step.DeadLetters, total.RateEntries + step.RateEntries, step.More);
        }
        while (step.More);
        return total;
    }
}
