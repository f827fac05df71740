using Benchmarks.Player;

namespace Benchmarks.Comparison;

/// <summary>
/// One contestant, one run, on a fresh Redis with fresh processes: a producer and a worker, each alone. Every contestant goes through the same.
/// </summary>
internal sealed class RedisBlock(Entrant entrant, Options options, Sheet sheet, RedisGauge gauge, PlayerProcess producer, PlayerProcess worker, string prefix)
{
    private const int Text = 4;

    private readonly int _jobs = Math.Max(options.Jobs / entrant.Part, 500);

    /// <summary>Runs everything on a server without persistence, then what differs on one with an append-only file.</summary>
    public static async Task RunAsync(Entrant entrant, Options options, Sheet sheet)
    {
        await WithServerAsync(entrant, options, sheet, appendOnly: false, "", async block => await block.AllAsync());
        if (!options.Quick)
            await WithServerAsync(entrant, options, sheet, appendOnly: true, "aof.", async block => await block.RatesAsync());
    }

    private static async Task WithServerAsync(Entrant entrant, Options options, Sheet sheet, bool appendOnly, string prefix, Func<RedisBlock, Task> run)
    {
        await using var server = await RedisServer.StartAsync(appendOnly);
        await using var gauge = await RedisGauge.ConnectAsync(server.Address);
        await using (var producer = new PlayerProcess(entrant, server.Address))
        await using (var worker = new PlayerProcess(entrant, server.Address))
        {
            var block = new RedisBlock(entrant, options, sheet, gauge, producer, worker, prefix);
            await block.WarmAsync();
            await run(block);
        }

        if (!appendOnly)
            await new IdleBlock(entrant, options, sheet, gauge).RunAsync(server.Address);
    }

    /// <summary>Code is compiled and pools are filled before anything counts.</summary>
    private async Task WarmAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            await producer.StepAsync($"enqueue single {_jobs / 20} 1 {Text} 0");
            await EnqueueQuietlyAsync(_jobs / 4, 0);
            await worker.StepAsync($"work 50 {_jobs / 20 + _jobs / 4}");
            await Task.Delay(300);
        }
    }

    private async Task AllAsync()
    {
        await RatesAsync();
        await MemoryAsync();
        await DrainAsync("drain1", 1, _jobs / 5, 0);
        await DrainAsync("drain200", 200, _jobs, 0);
        await DrainAsync("drain400", 400, _jobs, 0);
        await DrainAsync("flight2000", 2000, _jobs, -40);
        await DrainAsync("ten", 100, _jobs / 4, 10);
        await LatencyAsync();
    }

    private async Task RatesAsync()
    {
        var singles = _jobs / 4;
        await EnqueueAsync("enqueue1", "single", singles, 1);
        await EnqueueAsync("enqueue50", "concurrent", _jobs, 50);
        await worker.StepAsync($"work 50 {singles + _jobs}");
        var bulk = await EnqueueAsync("bulk", "bulk", _jobs, 1);
        if (bulk.Unsupported is not null)
            await EnqueueQuietlyAsync(_jobs, 0);
        await WorkAsync("drain10", 10, _jobs);
        await DrainAsync("drain50", 50, _jobs, 0);
    }

    /// <summary>Bytes of a waiting and of a completed job.</summary>
    private async Task MemoryAsync()
    {
        var before = await gauge.ReadAsync();
        await EnqueueQuietlyAsync(_jobs, 0);
        var waiting = await gauge.ReadAsync();
        await worker.StepAsync($"work 50 {_jobs}");
        var completed = await gauge.ReadAsync();
        sheet.Add(entrant.Key, "bytes.waiting", (waiting - before).Memory / _jobs);
        sheet.Add(entrant.Key, "bytes.completed", (completed - before).Memory / _jobs);
    }

    private async Task LatencyAsync()
    {
        await worker.StartWorkAsync(10, options.Paced);
        await Task.Delay(700);
        await producer.StepAsync($"pace 100 {options.Paced}");
        var answer = await worker.AnswerAsync();
        sheet.Add(entrant.Key, "latency.p50", answer.P50);
        sheet.Add(entrant.Key, "latency.p99", answer.P99);
    }

    private async Task DrainAsync(string figure, int slots, int jobs, int milliseconds)
    {
        await EnqueueQuietlyAsync(jobs, milliseconds);
        if (!await WorkAsync(figure, slots, jobs))
            await worker.StepAsync($"work 50 {jobs}");
    }

    /// <summary>By the fastest way there is.</summary>
    private async Task EnqueueQuietlyAsync(int jobs, int milliseconds)
    {
        if ((await producer.StepAsync($"enqueue bulk {jobs} 1 {Text} {milliseconds}")).Unsupported is not null)
            await producer.StepAsync($"enqueue concurrent {jobs} 8 {Text} {milliseconds}");
    }

    private Task<StepAnswer> EnqueueAsync(string figure, string way, int jobs, int callers) =>
        MeasureAsync(figure, jobs, () => producer.StepAsync($"enqueue {way} {jobs} {callers} {Text} 0"));

    private async Task<bool> WorkAsync(string figure, int slots, int jobs)
    {
        var before = (await worker.StepAsync("completed")).Completed;
        var answer = await MeasureAsync(figure, jobs, () => WorkStepAsync(slots, jobs));
        if (answer.Unsupported is not null)
            return false;
        if (answer.Completed - before != jobs)
            sheet.Note(entrant.Key, prefix + figure, $"{answer.Completed - before} of {jobs} jobs are completed in its store");
        return true;
    }

    private async Task<StepAnswer> WorkStepAsync(int slots, int jobs) =>
        await worker.StartWorkAsync(slots, jobs) ?? await worker.AnswerAsync();

    /// <summary>Takes the server's counters around a step, and the process's own.</summary>
    private async Task<StepAnswer> MeasureAsync(string figure, int jobs, Func<Task<StepAnswer>> step)
    {
        var before = await gauge.ReadAsync();
        var answer = await step();
        var used = await gauge.ReadAsync() - before;
        if (answer.Unsupported is { } reason)
        {
            sheet.Note(entrant.Key, prefix + figure, reason);
            return answer;
        }

        void Add(string part, double value) => sheet.Add(entrant.Key, $"{prefix}{figure}.{part}", value);
        Add("rate", jobs / answer.Seconds);
        Add("redis", used.Cpu * 1e6 / jobs);
        Add("redis-kernel", used.System * 1e6 / jobs);
        Add("calls", used.Calls / jobs);
        Add("scripts", used.Scripts / jobs);
        Add("network", used.Network / jobs);
        Add("cpu", answer.Cpu * 1e6 / jobs);
        if (answer.Allocated is { } bytes)
            Add("allocated", (double)bytes / jobs);
        return answer;
    }
}
