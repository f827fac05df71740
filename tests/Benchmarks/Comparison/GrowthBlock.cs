using System.Diagnostics;
using Benchmarks.Player;

namespace Benchmarks.Comparison;

/// <summary>How the rate changes with the number of worker processes, with the size of the payload, and, on demand, with what waits.</summary>
internal sealed class GrowthBlock(Entrant entrant, Options options, Sheet sheet, string address, RedisGauge gauge, PlayerProcess producer)
{
    public static readonly int[] Workers = [1, 2, 4];
    public static readonly int[] Payloads = [0, 1000, 10_000];
    public static readonly int[] Waiting = [10_000, 1_000_000];

    private const int Slots = 50;

    public static async Task RunAsync(Entrant entrant, Options options, Sheet sheet)
    {
        await OnFreshServerAsync(entrant, options, sheet, block => block.WorkersAsync());
        await OnFreshServerAsync(entrant, options, sheet, block => block.PayloadsAsync());
        if (!options.Million)
            return;
        foreach (var waiting in Waiting)
            await OnFreshServerAsync(entrant, options, sheet, block => block.WaitingAsync(waiting));
    }

    private static async Task OnFreshServerAsync(Entrant entrant, Options options, Sheet sheet, Func<GrowthBlock, Task> run)
    {
        await using var server = await RedisServer.StartAsync(appendOnly: false);
        await using var gauge = await RedisGauge.ConnectAsync(server.Address);
        await using var producer = new PlayerProcess(entrant, server.Address);
        await run(new GrowthBlock(entrant, options, sheet, server.Address, gauge, producer));
    }

    private async Task WorkersAsync()
    {
        var workers = Enumerable.Range(0, Workers.Max()).Select(_ => new PlayerProcess(entrant, address)).ToList();
        foreach (var worker in workers)
        {
            await producer.StepAsync($"enqueue bulk {options.Jobs / 4} 1 4 0");
            await worker.StepAsync($"work {Slots} {options.Jobs / 4}");
        }

        foreach (var count in Workers)
            await TogetherAsync(count, workers);
        foreach (var worker in workers)
            await worker.DisposeAsync();
    }

    /// <summary>From the first start in any process to the last end in any: all read the same clock.</summary>
    private async Task TogetherAsync(int count, List<PlayerProcess> workers)
    {
        await producer.StepAsync($"enqueue bulk {options.Jobs} 1 4 0");
        var until = (await producer.StepAsync("completed")).Completed + options.Jobs;
        var before = await gauge.ReadAsync();
        foreach (var worker in workers.Take(count))
            await worker.TellAsync($"work {Slots} 0");
        while ((await producer.StepAsync("completed")).Completed < until)
            await Task.Delay(100);
        var answers = new List<StepAnswer>();
        foreach (var worker in workers.Take(count))
            answers.Add(await worker.StepAsync("enough"));
        var used = await gauge.ReadAsync() - before;
        var worked = answers.Where(answer => answer.Ended > 0).ToList();
        var seconds = Stopwatch.GetElapsedTime(worked.Min(answer => answer.FirstStart), worked.Max(answer => answer.LastEnd)).TotalSeconds;
        Add($"workers.{count}.rate", options.Jobs / seconds);
        Add($"workers.{count}.redis", used.Cpu * 1e6 / options.Jobs);
        Add($"workers.{count}.cpu", answers.Sum(answer => answer.Cpu) * 1e6 / options.Jobs);
    }

    private async Task PayloadsAsync()
    {
        await using var worker = new PlayerProcess(entrant, address);
        await producer.StepAsync($"enqueue bulk {options.Jobs / 2} 1 4 0");
        await worker.StepAsync($"work {Slots} {options.Jobs / 2}");
        foreach (var length in Payloads)
        {
            var jobs = options.Jobs / 2;
            var bulk = await producer.StepAsync($"enqueue bulk {jobs} 1 {length} 0");
            var before = await gauge.ReadAsync();
            var drain = await WorkAsync(worker, jobs);
            Add($"payload.{length}.enqueue", jobs / bulk.Seconds);
            Add($"payload.{length}.drain", jobs / drain.Seconds);
            Add($"payload.{length}.redis", Cpu(await gauge.ReadAsync() - before, jobs));
            Add($"payload.{length}.cpu", drain.Cpu * 1e6 / jobs);
        }
    }

    private async Task WaitingAsync(int waiting)
    {
        await using var worker = new PlayerProcess(entrant, address);
        await producer.StepAsync($"enqueue bulk {options.Jobs} 1 4 0");
        await worker.StepAsync($"work {Slots} {options.Jobs}");
        var filled = await producer.StepAsync($"enqueue bulk {waiting + options.Jobs} 1 4 0");
        Add($"waiting.{waiting}.enqueue", (waiting + options.Jobs) / filled.Seconds);
        Add($"waiting.{waiting}.drain", options.Jobs / (await WorkAsync(worker, options.Jobs)).Seconds);
    }

    private static async Task<StepAnswer> WorkAsync(PlayerProcess worker, int jobs) =>
        await worker.StartWorkAsync(Slots, jobs) ?? await worker.AnswerAsync();

    private static double Cpu(RedisReading used, int jobs) => used.Cpu * 1e6 / jobs;

    private void Add(string figure, double value) => sheet.Add(entrant.Key, $"growth.{figure}", value);
}
