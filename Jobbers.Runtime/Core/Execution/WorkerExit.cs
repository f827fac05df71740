namespace Jobbers.Execution;

/// <summary>How the worker of this process ended, for the process's exit code and its health page.</summary>
internal sealed class WorkerExit : IDisposable
{
    private readonly CancellationTokenSource _hurry = new();

    /// <summary>Fires when a worker that is stopping is told to stop now.</summary>
    public CancellationToken Hurried => _hurry.Token;

    /// <summary>0, unless the worker could not go on.</summary>
    public int Code { get; set; }

    /// <summary>Says whether every slot is held by code that does not end; null without a worker.</summary>
    public Func<bool>? AllSlotsAbandoned { get; set; }

    /// <summary>What still runs is settled by its policy now.</summary>
    public void Hurry() => _hurry.Cancel();

    public void Dispose() => _hurry.Dispose();
}
