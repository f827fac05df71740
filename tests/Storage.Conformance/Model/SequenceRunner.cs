using Storage.Conformance.Model.Steps;

namespace Storage.Conformance.Model;

/// <summary>Runs sequences, each on a store of its own, and shortens one that fails by leaving out.</summary>
internal sealed class SequenceRunner(Func<ValueTask<StoreHarness>> create)
{
    private const int MostShortenings = 400;

    /// <summary>Deadlines lie 5 s beside every moment of a sequence; a machine that stood still for longer proves nothing.</summary>
    private static readonly TimeSpan MostDrift = TimeSpan.FromSeconds(4);

    private int runs;

    /// <summary>Steps run so far.</summary>
    public int StepsRun { get; private set; }

    /// <summary>Runs a sequence.</summary>
    /// <returns>Null when store and model agree throughout.</returns>
    public async ValueTask<SequenceFailure?> RunAsync(IReadOnlyList<Step> steps)
    {
        await using var harness = await create();
        var run = await ModelRun.StartAsync(harness);
        for (var n = 0; n < steps.Count; n++)
        {
            StepsRun++;
            try
            {
                await steps[n].RunAsync(run);
                await StoreComparison.RequireSameAsync(run);
            }
            // Whatever a store throws at a verb that is allowed is a finding.
            catch (Exception cause)
            {
                return await run.DriftAsync() < MostDrift ? new SequenceFailure([.. steps.Take(n + 1)], cause) : null;
            }
        }

        return null;
    }

    /// <summary>Leaves out verbs, first many at once, then one by one, as long as it still fails.</summary>
    public async ValueTask<SequenceFailure> ShortenAsync(SequenceFailure failure)
    {
        runs = 0;
        for (var size = Math.Max(1, failure.Steps.Count / 2); size >= 1; size /= 2)
        {
            var shorter = await LeaveOutAsync(failure, size);
            while (size == 1 && shorter.Steps.Count < failure.Steps.Count)
            {
                failure = shorter;
                shorter = await LeaveOutAsync(failure, size);
            }

            failure = shorter;
        }

        return await SimplifyAsync(failure);
    }

    /// <summary>Takes things out of the verbs that are left, as long as it still fails.</summary>
    private async ValueTask<SequenceFailure> SimplifyAsync(SequenceFailure failure)
    {
        for (var place = 0; place < failure.Steps.Count; place++)
        {
            while (await SimplifyAsync(failure, place) is { } simpler)
                failure = simpler;
        }

        return failure;
    }

    private async ValueTask<SequenceFailure?> SimplifyAsync(SequenceFailure failure, int place)
    {
        if (place >= failure.Steps.Count)
            return null;
        foreach (var step in failure.Steps[place].Simpler())
        {
            if (runs++ >= MostShortenings)
                return null;
            if (await RunAsync([.. failure.Steps.Take(place), step, .. failure.Steps.Skip(place + 1)]) is { } simpler)
                return simpler;
        }

        return null;
    }

    private async ValueTask<SequenceFailure> LeaveOutAsync(SequenceFailure failure, int size)
    {
        // The last verb is where it broke: from there backwards.
        for (var end = failure.Steps.Count - 1; end > 0 && runs < MostShortenings; end -= size)
        {
            var start = Math.Max(0, end - size);
            runs++;
            if (await RunAsync([.. failure.Steps.Take(start), .. failure.Steps.Skip(end)]) is { } shorter)
                failure = shorter;
            end = Math.Min(end, failure.Steps.Count);
        }

        return failure;
    }
}
