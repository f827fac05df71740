using System.Threading.Channels;

namespace Jobbers.Hosts.Http.Events;

/// <summary>
/// What waits for one listener, bounded. One that reads too slowly loses what does not fit and is told so by a reset, as soon as it has room again;
/// nobody else waits for it.
/// </summary>
internal sealed class EventListener(Action<EventListener> leave) : IDisposable
{
    /// <summary>Batches kept: at ten a second, about ten seconds of a busy store.</summary>
    public const int Capacity = 100;

    private readonly Channel<EventBatch> _waiting = Channel.CreateBounded<EventBatch>(Capacity);
    private bool _lost;

    public ChannelReader<EventBatch> Waiting => _waiting.Reader;

    /// <summary>Adds a batch. Called by one at a time; an empty batch matters only to a listener that has lost something.</summary>
    public void Offer(EventBatch batch)
    {
        if (_lost)
            batch = new EventBatch([], batch.Position) { Reset = true, Queues = true, Workers = true };
        if (!batch.IsEmpty)
            _lost = !_waiting.Writer.TryWrite(batch);
    }

    public void Dispose() => leave(this);
}
