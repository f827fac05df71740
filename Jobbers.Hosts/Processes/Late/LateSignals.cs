using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>Hints, for those who ask before the store is open: they listen from the moment it is.</summary>
internal sealed class LateSignals(LateStore store) : ISignals
{
    private readonly Lock _gate = new();
    private readonly List<LateListener> _waiting = [];
    private bool _open;

    public IDisposable Listen(Action<Signal> receive)
    {
        lock (_gate)
        {
            if (_open)
                return store.Opened.Signals.Listen(receive);
            var listener = new LateListener(receive);
            _waiting.Add(listener);
            return listener;
        }
    }

    /// <summary>The store is open now.</summary>
    public void Open(ISignals signals)
    {
        lock (_gate)
        {
            _open = true;
            foreach (var listener in _waiting)
                listener.Start(signals);
            _waiting.Clear();
        }
    }
}
