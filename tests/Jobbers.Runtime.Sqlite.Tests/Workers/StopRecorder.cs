using Microsoft.Extensions.Hosting;

namespace Jobbers.Sqlite.Tests.Workers;

/// <summary>A process's life, of which only the wish to end it matters.</summary>
internal sealed class StopRecorder : IHostApplicationLifetime
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The worker asked for the end.</summary>
    public Task Stopped => _stopped.Task;

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => _stopped.TrySetResult();
}
