using Microsoft.Extensions.Hosting;

namespace Jobbers.Redis.Tests.Budgets;

/// <summary>A worker without a host around it.</summary>
internal sealed class NoLifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication()
    {
        // The test ends by itself.
    }
}
