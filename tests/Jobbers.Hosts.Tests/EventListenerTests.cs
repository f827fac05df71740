using Jobbers.Hosts.Http.Events;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Tests;

/// <summary>What a listener that reads slowly gets.</summary>
public sealed class EventListenerTests
{
    [Fact]
    public void Who_reads_too_slowly_loses_what_does_not_fit_and_is_told_as_soon_as_there_is_room()
    {
        using var listener = new EventListener(_ => { });
        for (var i = 0; i < EventListener.Capacity + 5; i++)
            listener.Offer(Batch(i));

        for (var i = 0; i < EventListener.Capacity; i++)
            Assert.Equal($"{i}", Read(listener).Position);
        Assert.False(listener.Waiting.TryRead(out _));

        // Even when nothing more happens.
        listener.Offer(new EventBatch([], "200"));
        var told = Read(listener);
        Assert.True(told is { Reset: true, Queues: true, Workers: true, Position: "200" });
        Assert.Empty(told.Changes);
        listener.Offer(Batch(201));
        Assert.False(Read(listener).Reset);
    }

    [Fact]
    public void Nothing_is_said_of_nothing()
    {
        using var listener = new EventListener(_ => { });

        listener.Offer(new EventBatch([], "1"));

        Assert.False(listener.Waiting.TryRead(out _));
    }

    private static EventBatch Batch(int number) => new([new ChangeRecord(Ulid.NewUlid(), "q", JobStatus.Submitted)], $"{number}");

    private static EventBatch Read(EventListener listener)
    {
        Assert.True(listener.Waiting.TryRead(out var batch));
        return batch;
    }
}
