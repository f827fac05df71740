using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Player;

/// <summary>
/// One contestant in a process of its own. It is told its steps on standard input, a line each, and answers each with a line of JSON after
/// <c>=</c>. All contestants, in whatever language, understand the same lines.
/// </summary>
internal sealed class PlayerLoop(IContestant contestant)
{
    /// <summary>Answers that a worker has started.</summary>
    public const string Ready = "=ready";

    public static async Task<int> RunAsync(Func<Task<IContestant>> open, string[] rest)
    {
        await using var contestant = await open();
        var loop = new PlayerLoop(contestant);
        if (rest is ["serve", var slots])
            await loop.ServeAsync(Number(slots));
        else
            await loop.StepsAsync();
        return 0;
    }

    /// <summary>A worker that stays until standard input ends.</summary>
    private async Task ServeAsync(int slots)
    {
        await using var worker = await contestant.StartWorkerAsync(slots);
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing is asked of it.
        }
    }

    private async Task StepsAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line && line != "quit")
        {
            StepAnswer answer;
            try
            {
                answer = await StepAsync(line.Split(' '));
            }
            catch (NotSupportedException reason)
            {
                answer = new StepAnswer { Unsupported = reason.Message };
            }

            Say($"={JsonSerializer.Serialize(answer, StepJson.Default.StepAnswer)}");
        }
    }

    private Task<StepAnswer> StepAsync(string[] words) => words switch
    {
        ["enqueue", var way, var count, var callers, var length, var milliseconds] =>
            EnqueueAsync(way, Load.Jobs(Number(count), Number(length), Number(milliseconds)), Number(callers)),
        ["pace", var perSecond, var count] => MeasureAsync(() => Load.PaceAsync(contestant, Number(perSecond), Number(count))),
        ["first"] => MeasureAsync(() => contestant.EnqueueAsync(new Job(JobBody.First, 0, ""))),
        ["work", var slots, var count] => WorkAsync(Number(slots), Number(count)),
        ["both", var slots, var perSecond, var count] => WorkAsync(
            Number(slots), Number(count), () => Load.PaceAsync(contestant, Number(perSecond), Number(count))),
        ["completed"] => CompletedAsync(),
        _ => throw new NotSupportedException($"'{string.Join(' ', words)}' is no step."),
    };

    private Task<StepAnswer> EnqueueAsync(string way, Job[] jobs, int callers) => MeasureAsync(() => Load.EnqueueAsync(contestant, way, jobs, callers));

    private static async Task<StepAnswer> MeasureAsync(Func<Task> step)
    {
        GC.Collect();
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var from = Stopwatch.GetTimestamp();
        await step();
        return new StepAnswer
        {
            Seconds = Stopwatch.GetElapsedTime(from).TotalSeconds,
            Cpu = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            Allocated = GC.GetTotalAllocatedBytes() - allocated,
        };
    }

    /// <summary>Works until so many jobs have ended, or with 0 until the next line comes.</summary>
    /// <param name="slots">Jobs at once.</param>
    /// <param name="count">Jobs until the end.</param>
    /// <param name="produce">Enqueues them from within; without it they come from elsewhere, and the worker says when it is up.</param>
    private async Task<StepAnswer> WorkAsync(int slots, int count, Func<Task>? produce = null)
    {
        var tally = Tally.Current = new Tally(count);
        StepAnswer measured;
        await using (await contestant.StartWorkerAsync(slots))
        {
            if (produce is null)
                Say(Ready);
            measured = await MeasureAsync(() => Task.WhenAll(produce?.Invoke() ?? Task.CompletedTask, count == 0 ? Console.In.ReadLineAsync() : tally.Done));
        }

        return measured with
        {
            Seconds = Stopwatch.GetElapsedTime(tally.FirstStart, tally.LastEnd).TotalSeconds,
            FirstStart = tally.FirstStart,
            LastEnd = tally.LastEnd,
            Ended = tally.EndedCount,
            P50 = tally.Latency(0.5),
            P99 = tally.Latency(0.99),
            Completed = await contestant.CompletedAsync(),
        };
    }

    private async Task<StepAnswer> CompletedAsync() => new() { Completed = await contestant.CompletedAsync() };

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
