using CsCheck;
using Jobbers.Routing;

namespace Storage.Conformance.Model.Steps;

/// <summary>Makes random sequences: each about one theme, over few or many tasks and workers. All advances are multiples of 10 s.</summary>
internal static class GenStep
{
    private const int LongestSequence = 30;

    private static readonly Gen<int> Limit = Gen.OneOf(1, 2, 5, 100);

    private static readonly Gen<Step> Configure =
        from queue in GenDraft.Queue
        from cap in Gen.OneOf<int?>(null, null, 1, 2)
        from rate in Gen.OneOf(null, PerSeconds(1, 25), PerSeconds(2, 25), PerSeconds(2, 45))
        from length in Gen.OneOf<int?>(null, null, null, 1, 3)
        select (Step)new ConfigureStep(new QueueConfig { Name = queue, MaxConcurrentTotal = cap, Rate = rate, MaxLength = length });

    private static readonly Gen<Step> Prune =
        from ended in Gen.OneOf<int?>(null, 5, 25)
        from letters in Gen.OneOf<int?>(null, 5, 45)
        from rates in Gen.OneOf<int?>(null, 5)
        from limit in Limit
        select (Step)new PruneStep(ended, letters, rates, limit);

    /// <summary>Sequences of at most 30 verbs; they begin with submits, without which nothing happens.</summary>
    public static Gen<Step[]> Sequence { get; } =
        from theme in Gen.Enum<Theme>()
        from slots in theme == Theme.Limits ? Gen.Const(ModelRun.TaskCount) : Gen.OneOf(2, 4, ModelRun.TaskCount)
        from workers in Gen.Int[1, ModelRun.WorkerCount]
        from first in First(theme, slots)
        from rest in Any(StepWeights.Of(theme), slots, workers).Array[10, LongestSequence - first.Length]
        select (Step[])[.. first, .. rest];

    private static Gen<Step[]> First(Theme theme, int slots) => theme == Theme.Limits
        ? Gen.Select(Configure, Submit(slots), Submit(slots), Step[] (limits, one, two) => [limits, one, two])
        : Submit(slots).Array[1, 1];

    private static Gen<Step> Any(StepWeights weights, int slots, int workers)
    {
        var worker = Gen.Int[0, workers - 1];
        var some = Gen.Int[0, slots - 1].Array[1, 4];
        return Gen.Frequency(
            (weights.Submit, Submit(slots)),
            (weights.Claim, Gen.Select(worker, GenDraft.Wish, Step (who, wish) => new ClaimStep(who, wish))),
            (weights.Settle, Settle(worker)),
            (weights.Repeat, worker.Select(Step (who) => new RepeatStep(who))),
            (weights.Heartbeat, Heartbeat(worker)),
            (weights.Cancel, some.Select(Step (which) => new CancelStep(which))),
            (weights.Resubmit, Gen.Select(some, Gen.Bool, Step (which, reset) => new ResubmitStep(which, reset))),
            (weights.RemoveDeadLetters, some.Select(Step (which) => new RemoveDeadLettersStep(which))),
            (weights.Promote, Gen.Select(Gen.OneOf(null, null, "default", "other"), Limit, Step (queue, limit) => new PromoteStep(queue, limit))),
            (weights.Rescue, Limit.Select(Step (limit) => new RescueStep(limit))),
            (weights.StallSilent, Limit.Select(Step (limit) => new StallSilentStep(5, limit))),
            (weights.Prune, Prune),
            (weights.Advance, Gen.OneOf(10, 10, 20, 20, 30).Select(Step (seconds) => new AdvanceStep(seconds))),
            (weights.AdvanceDay, Gen.Const<Step>(new AdvanceStep(90_000))),
            (weights.Configure, Configure),
            (weights.Pause, Gen.Select(GenDraft.Queue, Gen.Bool, Step (queue, paused) => new PauseStep(queue, paused))));
    }

    private static Gen<Step> Submit(int slots) => GenDraft.Task(slots).Array[1, 3].Select(Step (drafts) => new SubmitStep(drafts));

    private static Gen<Step> Settle(Gen<int> worker) =>
        from who in worker
        from outcomes in GenDraft.Outcome.Array[1, 3]
        from fused in Gen.Bool
        from wish in GenDraft.Wish
        select (Step)new SettleStep(who, outcomes, fused ? wish : null);

    private static Gen<Step> Heartbeat(Gen<int> worker) =>
        from who in worker
        from leaves in Gen.OneOf(0, 0, 0, 1)
        from old in Gen.Bool
        from beats in Gen.Bool
        select (Step)new HeartbeatStep(who, leaves, old, beats);

    private static RateLimit? PerSeconds(int starts, int seconds) => new(starts, seconds, RatePeriod.Second);
}
