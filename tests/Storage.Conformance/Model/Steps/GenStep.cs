using CsCheck;
using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance.Model.Steps;

/// <summary>
/// Makes random sequences. Few ids, keys and queues, so that verbs meet; advances are multiples of 10 s and deadlines end in 5 s, so that none
/// is met to the second.
/// </summary>
internal static class GenStep
{
    private const int LongestSequence = 30;

    private static readonly Gen<int> Worker = Gen.Int[0, ModelRun.WorkerCount - 1];
    private static readonly Gen<int> Slot = Gen.Int[0, ModelRun.TaskCount - 1];
    private static readonly Gen<int[]> Slots = Slot.Array[1, 4];
    private static readonly Gen<string> Queue = Gen.OneOf("default", "default", "other");
    private static readonly Gen<int> Limit = Gen.OneOf(1, 2, 5, 100);

    private static readonly Gen<int?> SecondsToDue = Gen.OneOf<int?>(null, null, null, null, -5, 15, 15, 25);

    private static readonly Gen<TaskDraft> Draft =
        from slot in Slot
        from queue in Gen.Frequency((20, Queue), (1, Gen.Const("nowhere")))
        from priority in Gen.OneOf(5, 5, 5, 9, 2)
        from payload in Gen.OneOf(0, 0, 0, 1)
        from due in SecondsToDue
        from moment in Gen.Bool
        from unique in Gen.OneOf(null, null, null, "u", "v")
        from idempotent in Gen.OneOf(null, null, null, "k", "l")
        from crashes in Gen.OneOf(3, 3, 1, 5)
        from flags in Gen.Int[0, 3]
        select new TaskDraft
        {
            Slot = slot,
            Queue = queue,
            Priority = priority,
            Payload = payload,
            SecondsToDue = due,
            DueAsMoment = moment,
            UniqueKey = unique,
            IdempotencyKey = idempotent,
            MaxCrashes = crashes,
            SavesDeadLetter = (flags & 1) != 0,
            IsWatched = (flags & 2) != 0,
        };

    private static readonly Gen<ClaimWish> Wish =
        from order in Gen.OneOf<string[]>(["default"], ["default", "other"], ["other", "default"], ["other"])
        from want in Gen.Int[1, 5]
        from room in Gen.OneOf(1, 2, 5, 5)
        from suspect in Gen.Bool
        select new ClaimWish([.. order.Select(queue => new QueueRoom(queue, Math.Min(want, room)))], want, suspect);

    private static readonly Gen<OutcomeDraft> Outcome =
        from pick in Gen.Int[0, 11]
        from any in Gen.OneOf(false, false, false, true)
        from kind in Gen.OneOf(
            OutcomeKind.Completed, OutcomeKind.Completed, OutcomeKind.Retry, OutcomeKind.Retry, OutcomeKind.Failed, OutcomeKind.Failed,
            OutcomeKind.Cancelled, OutcomeKind.Requeued, OutcomeKind.GivenBack, OutcomeKind.Deferred, OutcomeKind.Stalled, OutcomeKind.Dropped)
        from delay in Gen.OneOf<int?>(null, null, 0, 15, 25)
        select new OutcomeDraft(pick, any, kind, delay);

    private static readonly Gen<Step> Submit = Draft.Array[1, 3].Select(Step (drafts) => new SubmitStep(drafts));

    private static readonly Gen<Step> Claim = Gen.Select(Worker, Wish, Step (worker, wish) => new ClaimStep(worker, wish));

    private static readonly Gen<Step> Settle =
        from worker in Worker
        from outcomes in Outcome.Array[1, 3]
        from fused in Gen.Bool
        from wish in Wish
        select (Step)new SettleStep(worker, outcomes, fused ? wish : null);

    private static readonly Gen<Step> Heartbeat =
        from worker in Worker
        from leaves in Gen.OneOf(0, 0, 0, 1)
        from old in Gen.Bool
        from beats in Gen.Bool
        select (Step)new HeartbeatStep(worker, leaves, old, beats);

    private static readonly Gen<Step> Configure =
        from queue in Queue
        from cap in Gen.OneOf<int?>(null, null, 1, 2)
        from rate in Gen.OneOf(null, null, PerSeconds(1, 25), PerSeconds(2, 25), PerSeconds(2, 45))
        from length in Gen.OneOf<int?>(null, null, 1, 3)
        select (Step)new ConfigureStep(new QueueConfig { Name = queue, MaxConcurrentTotal = cap, Rate = rate, MaxLength = length });

    private static readonly Gen<Step> Prune =
        from ended in Gen.OneOf<int?>(null, 5, 25)
        from letters in Gen.OneOf<int?>(null, 5, 45)
        from rates in Gen.OneOf<int?>(null, 5)
        from limit in Limit
        select (Step)new PruneStep(ended, letters, rates, limit);

    private static readonly Gen<Step> Any = Gen.Frequency(
        (16, Submit),
        (18, Claim),
        (14, Settle),
        (6, Worker.Select(Step (worker) => new RepeatStep(worker))),
        (6, Heartbeat),
        (6, Slots.Select(Step (slots) => new CancelStep(slots))),
        (6, Gen.Select(Slots, Gen.Bool, Step (slots, reset) => new ResubmitStep(slots, reset))),
        (1, Slots.Select(Step (slots) => new RemoveDeadLettersStep(slots))),
        (5, Gen.Select(Gen.OneOf(null, null, "default", "other"), Limit, Step (queue, limit) => new PromoteStep(queue, limit))),
        (8, Limit.Select(Step (limit) => new RescueStep(limit))),
        (2, Limit.Select(Step (limit) => new StallSilentStep(5, limit))),
        (3, Prune),
        (12, Gen.OneOf(10, 10, 20, 20, 30).Select(Step (seconds) => new AdvanceStep(seconds))),
        (1, Gen.Const<Step>(new AdvanceStep(90_000))),
        (4, Configure),
        (2, Gen.Select(Queue, Gen.Bool, Step (queue, paused) => new PauseStep(queue, paused))));

    /// <summary>Sequences of at most 30 verbs; they begin with a submit, without which nothing happens.</summary>
    public static Gen<Step[]> Sequence { get; } =
        Gen.Select(Submit, Any.Array[10, LongestSequence - 1], Step[] (first, rest) => [first, .. rest]);

    private static RateLimit? PerSeconds(int starts, int seconds) => new(starts, seconds, RatePeriod.Second);
}
