using System.Text;

namespace TestHost;

/// <summary>Leaves a trace of what really ran, for the drills' history checker.</summary>
public static class JournalTasks
{
    private static readonly string? Path = Environment.GetEnvironmentVariable("JOBBERS_TEST_JOURNAL");

    [RegisterTask("journal", OnShutdown = ShutdownPolicy.Resubmit, DeadLetterPolicy = DeadLetterPolicy.Save)]
    public static async Task Journal(string key, double seconds, TaskContext context, CancellationToken cancellationToken)
    {
        Write("start", context);
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);
        Write("end", context);
    }

    /// <summary>One write of one short line: appends of several processes do not mix.</summary>
    private static void Write(string what, TaskContext context)
    {
        var line = $"{what} {context.Id} {context.FencingToken} {Environment.ProcessId} {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}\n";
        using var file = new FileStream(
            Path ?? throw new InvalidOperationException("JOBBERS_TEST_JOURNAL names no file"),
            FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(line));
    }
}
