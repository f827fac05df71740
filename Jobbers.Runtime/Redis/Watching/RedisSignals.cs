using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Watching;

/// <summary>Hints over pub/sub. The connection subscribes anew after a loss; what was said meanwhile is lost, as hints may be.</summary>
internal sealed class RedisSignals(ISubscriber subscriber, string channel) : ISignals
{
    private readonly Lock _gate = new();
    private Action<Signal>[] _listeners = [];

    /// <summary>Whether the connection that hears is up.</summary>
    public bool CanSubscribe => subscriber.IsConnected(RedisChannel.Literal(channel));

    /// <summary>Begins to hear. Called once, when the store is opened.</summary>
    public Task SubscribeAsync() => subscriber.SubscribeAsync(RedisChannel.Literal(channel), (_, message) => Hear(message));

    public IDisposable Listen(Action<Signal> receive)
    {
        lock (_gate)
            _listeners = [.. _listeners, receive];
        return new Listening(this, receive);
    }

    private void Hear(RedisValue message)
    {
        if (Read((string?)message) is not { } signal)
            return;
        foreach (var receive in Volatile.Read(ref _listeners))
            receive(signal);
    }

    private static Signal? Read(string? text) => text switch
    {
        "b" => new Signal(SignalKind.Doorbell),
        "s" => new Signal(SignalKind.ScheduleChanged),
        "r" => new Signal(SignalKind.RoutingChanged),
        ['c', .. var id] when Ulid.TryParse(id, out var task) => new Signal(SignalKind.CancelRequested, task),
        _ => null,
    };

    private void Stop(Action<Signal> receive)
    {
        lock (_gate)
        {
            var at = Array.IndexOf(_listeners, receive);
            if (at >= 0)
                _listeners = [.. _listeners[..at], .. _listeners[(at + 1)..]];
        }
    }

    private sealed class Listening(RedisSignals signals, Action<Signal> receive) : IDisposable
    {
        private int _stopped;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _stopped, 1) == 0)
                signals.Stop(receive);
        }
    }
}
