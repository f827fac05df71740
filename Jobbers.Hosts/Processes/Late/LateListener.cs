using Jobbers.Storage;

namespace Jobbers.Hosts.Processes.Late;

/// <summary>One listener that may begin, and may end, before there is anything to listen to.</summary>
internal sealed class LateListener(Action<Signal> receive) : IDisposable
{
    private readonly Lock _gate = new();
    private IDisposable? _listening;
    private bool _ended;

    public void Start(ISignals signals)
    {
        lock (_gate)
        {
            if (!_ended)
                _listening = signals.Listen(receive);
        }

        // Whatever happened before it was open was missed: look once.
        receive(new Signal(SignalKind.RoutingChanged));
        receive(new Signal(SignalKind.Doorbell));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            _listening?.Dispose();
            _listening = null;
        }
    }
}
