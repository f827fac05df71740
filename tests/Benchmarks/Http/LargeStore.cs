using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Jobbers.Storage;

namespace Benchmarks.Http;

/// <summary>Reads over HTTP while very many tasks are stored.</summary>
internal sealed class LargeStore(string engine, string address, Func<Task<ITaskStore>> open)
{
    private const int Batch = 500;
    private const int InFlight = 8;
    private const int Repeats = 100;

    private static readonly string[] Queues = ["default", "a", "b", "c"];

    private static readonly string[] Paths =
    [
        "/tasks", "/tasks?limit=200", "/tasks?status=submitted", "/tasks?status=submitted&queue=a", "/tasks?status=cancelled", "/tasks?task_name=noop",
        "/tasks?tag=none", "/tasks?status=submitted&worker=none", "/scheduled-tasks", "/active-tasks", "/dead-letter-queue", "/queues/a", "/stats",
    ];

    public async Task RunAsync(int count)
    {
        var clock = Stopwatch.StartNew();
        var ids = await FillAsync(count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine}: {count:#,0} tasks stored in {clock.Elapsed.TotalSeconds:0} s"));
        Console.WriteLine("| engine | read | p50 ms | p99 ms |");
        Console.WriteLine("|---|---|---:|---:|");
        using var host = await HttpHost.StartAsync(address);
        foreach (var path in (string[])[.. Paths, $"/tasks/{ids[0]}", $"/tasks/{ids[0]}/why"])
            await MeasureAsync(host, path);
        using var first = JsonDocument.Parse(await host.Client.GetStringAsync("/tasks?status=submitted"));
        await MeasureAsync(host, $"/tasks?status=submitted&cursor={Uri.EscapeDataString(first.RootElement.GetProperty("next_cursor").GetString()!)}");
    }

    private async Task MeasureAsync(HttpHost host, string path)
    {
        var times = new double[Repeats];
        for (var i = -5; i < Repeats; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await host.Client.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        Array.Sort(times);
        var shown = path.Length > 60 ? $"{path[..60]}…" : path;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {engine} | GET {shown} | {times[Repeats / 2]:0.0} | {times[Repeats * 99 / 100]:0.0} |"));
    }

    /// <summary>Three quarters wait, in four queues; a tenth is scheduled, the rest has ended.</summary>
    private async Task<List<Ulid>> FillAsync(int count)
    {
        await using var store = await open();
        await store.Routing.EnsureQueuesAsync(Queues, CancellationToken.None);
        var last = new List<Ulid>();
        for (var done = 0; done < count; done += Batch * InFlight)
        {
            var batches = Enumerable.Range(0, InFlight).Select(_ => Enumerable.Range(0, Batch).Select(Make).ToList()).ToList();
            await Task.WhenAll(batches.Select(batch => store.Submission.SubmitAsync(batch, CancellationToken.None).AsTask()));
            foreach (var batch in batches)
                await store.Submission.CancelAsync([.. batch.Where((_, i) => i % 20 < 3).Select(task => task.Id)], CancellationToken.None);
            last = [.. batches[^1].Where((_, i) => i % 20 == 5).Select(task => task.Id)];
        }

        return last;
    }

    private static SubmitRequest Make(int i) => new()
    {
        Id = Ulid.NewUlid(),
        Name = "noop",
        Version = 1,
        Queue = Queues[i % Queues.Length],
        Parameters = "{\"payload\":\"a small payload\"}"u8.ToArray(),
        Delay = i % 20 is 3 or 4 ? TimeSpan.FromHours(10) : null,
    };
}
