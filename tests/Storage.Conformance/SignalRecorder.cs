using System.Collections.Concurrent;
using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>Hears signals and lets a test wait for one, up to a deadline.</summary>
internal sealed class SignalRecorder : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly ConcurrentQueue<Signal> heard = new();
    private readonly SemaphoreSlim arrivals = new(0);

    public IReadOnlyCollection<Signal> Heard => heard;

    public void Receive(Signal signal)
    {
        heard.Enqueue(signal);
        arrivals.Release();
    }

    public async Task WaitForAsync(SignalKind kind, Func<Signal, bool>? which = null)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!heard.Any(signal => signal.Kind == kind && (which is null || which(signal))))
        {
            try
            {
                await arrivals.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{kind} was not heard within {Deadline.TotalSeconds} s; heard: {string.Join(", ", heard)}");
            }
        }
    }

    public void Dispose() => arrivals.Dispose();
}
