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

    /// <summary>
    /// .NET's append is a seek and a write, so two writers could overwrite each other's lines: whoever writes holds the lock file, which the
    /// system frees when its holder dies.
    /// </summary>
    private static void Write(string what, TaskContext context)
    {
        var path = Path ?? throw new InvalidOperationException("JOBBERS_TEST_JOURNAL names no file");
        var line = $"{what} {context.Id} {context.FencingToken} {Environment.ProcessId} {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}\n";
        using var turn = WaitForTurn(path + ".lock");
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(line));
    }

    private static FileStream WaitForTurn(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException)
            {
                Thread.Sleep(1);
            }
        }
    }
}
