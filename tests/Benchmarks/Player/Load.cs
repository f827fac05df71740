using System.Diagnostics;

namespace Benchmarks.Player;

/// <summary>How jobs are enqueued.</summary>
internal static class Load
{
    private static readonly string[] Ways = ["single", "concurrent", "bulk"];

    /// <summary>Makes jobs.</summary>
    /// <param name="count">How many.</param>
    /// <param name="textLength">Characters of the text.</param>
    /// <param name="milliseconds">How long each takes; negative for a random time up to that, the same in every run.</param>
    public static Job[] Jobs(int count, int textLength, int milliseconds)
    {
        var text = new string('x', textLength);
        var random = new Random(1);
        var jobs = new Job[count];
        for (var i = 0; i < count; i++)
            jobs[i] = new Job(0, milliseconds >= 0 ? milliseconds : random.Next(1, -milliseconds + 1), text);
        return jobs;
    }

    public static Task EnqueueAsync(IContestant contestant, string way, Job[] jobs, int callers) => way switch
    {
        "single" => OneByOneAsync(contestant, jobs),
        "concurrent" => contestant.EnqueueConcurrentlyAsync(jobs, callers),
        "bulk" => contestant.EnqueueManyAsync(jobs),
        _ => throw new ArgumentException($"'{way}' is none of {string.Join(", ", Ways)}.", nameof(way)),
    };

    public static Task ConcurrentlyAsync(IContestant contestant, IReadOnlyList<Job> jobs, int callers)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var at && at < jobs.Count)
                await contestant.EnqueueAsync(jobs[at]);
        })));
    }

    /// <summary>Enqueues at a steady rate, each job with its time of enqueueing.</summary>
    public static async Task PaceAsync(IContestant contestant, int perSecond, int count)
    {
        var from = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due - Stopwatch.GetElapsedTime(from) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait);
            await contestant.EnqueueAsync(new Job(Stopwatch.GetTimestamp(), 0, "a small payload"));
        }
    }

    private static async Task OneByOneAsync(IContestant contestant, Job[] jobs)
    {
        foreach (var job in jobs)
            await contestant.EnqueueAsync(job);
    }
}
