using Jobbers.Execution;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class OutcomeQueueTests
{
    private const int Quarter = 1 << 18;

    [Fact]
    public void A_call_carries_so_many_outcomes_at_most_in_their_order()
    {
        var queue = new OutcomeQueue();
        for (var i = 0; i < OutcomeQueue.MaxBatch + 7; i++)
            queue.Add(Outcome(i, 0));

        Assert.Equal(Enumerable.Range(0, OutcomeQueue.MaxBatch), queue.Take().Select(outcome => (int)outcome.Claim.Token));
        Assert.Equal(7, queue.Take().Count);
        Assert.Empty(queue.Take());
    }

    [Fact]
    public void A_call_carries_so_many_bytes_at_most_but_always_one_outcome()
    {
        var queue = new OutcomeQueue();
        foreach (var size in (int[])[3, 1, 1, 5, 1])
            queue.Add(Outcome(size, size * Quarter));

        Assert.Equal([3, 1], queue.Take().Select(outcome => outcome.Claim.Token));
        Assert.Equal([1], queue.Take().Select(outcome => outcome.Claim.Token));
        Assert.Equal([5], queue.Take().Select(outcome => outcome.Claim.Token));
        Assert.Equal([1], queue.Take().Select(outcome => outcome.Claim.Token));
    }

    private static Outcome Outcome(long token, int bytes) => new()
    {
        Claim = new ClaimKey(Ulid.NewUlid(), "default", token),
        Kind = OutcomeKind.Completed,
        StartedAt = DateTimeOffset.UnixEpoch,
        Result = bytes == 0 ? default(ReadOnlyMemory<byte>?) : new byte[bytes],
    };
}
