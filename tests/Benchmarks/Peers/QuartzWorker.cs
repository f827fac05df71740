using Quartz;

namespace Benchmarks.Peers;

/// <summary>A scheduler that runs; disposing it puts it to stand-by.</summary>
internal sealed class QuartzWorker(IScheduler scheduler) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await scheduler.Standby();
}
