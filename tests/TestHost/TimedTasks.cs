using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace TestHost;

public static class TimedTasks
{
    [RegisterTask("slow", OnShutdown = ShutdownPolicy.Stop)]
    public static Task Slow(double seconds, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);

    [RegisterTask("slow_resubmit", OnShutdown = ShutdownPolicy.Resubmit)]
    public static Task SlowResubmit(double seconds, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);

    [RegisterTask("slow_continue", OnShutdown = ShutdownPolicy.Continue)]
    public static Task SlowContinue(double seconds, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);

    [RegisterTask("timeout_me", Timeout = 1, MaxRetries = 1)]
    public static Task TimeoutMe(double seconds, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);

    /// <summary>Beats each half second, with progress.</summary>
    [RegisterTask("beat", MaxHeartbeatInterval = 5)]
    public static async Task Beat(double seconds, TaskContext context, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            context.Heartbeat(clock.Elapsed.TotalSeconds / seconds, $"{clock.Elapsed.TotalSeconds:0.0} of {seconds} s");
            await Task.Delay(TimeSpan.FromSeconds(0.5), cancellationToken);
        }
    }

    /// <summary>Never beats and ignores its token: what a heartbeat interval is there to find.</summary>
    [SuppressMessage("Jobbers", "JOB201", Justification = "Hanging unseen is what this task is for.")]
    [RegisterTask("hang", MaxHeartbeatInterval = 2)]
    public static Task Hang(double seconds, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), CancellationToken.None);

    /// <summary>Ignores cancellation, then returns.</summary>
    [RegisterTask("stubborn")]
    public static Task Stubborn(double seconds, CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(seconds), CancellationToken.None);

    /// <summary>Blocks its thread: what starves a thread pool.</summary>
    [SuppressMessage("Jobbers", "JOB231", Justification = "Blocking its thread is what this task is for.")]
    [RegisterTask("block")]
    public static Task Block(double seconds)
    {
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
    }
}
