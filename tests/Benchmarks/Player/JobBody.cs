using System.Diagnostics;

namespace Benchmarks.Player;

/// <summary>What every job does, whoever runs it.</summary>
internal static class JobBody
{
    /// <summary>As <see cref="Job.At"/>: the job says on standard output that it runs.</summary>
    public const long First = -1;

    /// <summary>What <see cref="First"/> prints.</summary>
    public const string Greeting = "first job runs";

    public static Task RunAsync(long at, int milliseconds)
    {
        if (at == First)
            Greet();
        var tally = Tally.Current;
        tally.Started(at, Stopwatch.GetTimestamp());
        if (milliseconds > 0)
            return DelayAsync(tally, milliseconds);
        tally.Ended();
        return Task.CompletedTask;
    }

    private static async Task DelayAsync(Tally tally, int milliseconds)
    {
        await Task.Delay(milliseconds);
        tally.Ended();
    }

    private static void Greet()
    {
        using var output = Console.OpenStandardOutput();
        output.Write("first job runs\n"u8);
        output.Flush();
    }
}
