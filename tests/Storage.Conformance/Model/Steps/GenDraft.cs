using CsCheck;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Storage.Conformance.Model.Steps;

/// <summary>Makes what verbs carry. Few ids, keys and queues, so that verbs meet; deadlines end in 5 s (see <see cref="StoreModel"/>).</summary>
internal static class GenDraft
{
    public static readonly Gen<string> Queue = Gen.OneOf("default", "default", "other");

    private static readonly Gen<int?> SecondsToDue = Gen.OneOf<int?>(null, null, null, null, null, -5, 15, 25);

    public static readonly Gen<ClaimWish> Wish =
        from order in Gen.OneOf<string[]>(["default"], ["default", "other"], ["other", "default"], ["other"])
        from want in Gen.Int[1, 5]
        from room in Gen.OneOf(1, 2, 5, 5)
        from suspect in Gen.Bool
        select new ClaimWish([.. order.Select(queue => new QueueRoom(queue, Math.Min(want, room)))], want, suspect);

    public static readonly Gen<OutcomeDraft> Outcome =
        from pick in Gen.Int[0, 11]
        from late in Gen.OneOf(false, false, true)
        from kind in Gen.OneOf(
            OutcomeKind.Completed, OutcomeKind.Completed, OutcomeKind.Retry, OutcomeKind.Retry, OutcomeKind.Failed, OutcomeKind.Failed,
            OutcomeKind.Cancelled, OutcomeKind.Requeued, OutcomeKind.GivenBack, OutcomeKind.Deferred, OutcomeKind.Stalled, OutcomeKind.Dropped)
        from delay in Gen.OneOf<int?>(null, null, 0, 15, 25)
        select new OutcomeDraft(pick, late, kind, delay);

    /// <summary>Tasks of the first so many slots.</summary>
    public static Gen<TaskDraft> Task(int slots) =>
        from slot in Gen.Int[0, slots - 1]
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
}
