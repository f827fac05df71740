using System.Runtime.InteropServices;

namespace Jobbers.Hosts.Processes;

/// <summary>Notices when a process that is already stopping is told to stop again: then it is to stop now.</summary>
internal sealed class SecondSignal : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action _now;
    private int _signals;

    public SecondSignal(Action now)
    {
        _now = now;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Count), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Count)];
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Count(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) == 2)
            _now();
    }
}
