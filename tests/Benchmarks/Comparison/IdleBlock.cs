namespace Benchmarks.Comparison;

/// <summary>A contestant's plain worker process: start to first job, then nothing to do.</summary>
internal sealed class IdleBlock(Entrant entrant, Options options, Sheet sheet, RedisGauge gauge)
{
    /// <summary>The second reading of the counters is a request too.</summary>
    private const int OwnReading = 1;

    public async Task RunAsync(string address)
    {
        await using (var producer = new PlayerProcess(entrant, address))
            await producer.StepAsync("first");
        await using var worker = new WorkerProcess(entrant, address);
        sheet.Add(entrant.Key, "first", await worker.FirstJobAsync());
        if (!OperatingSystem.IsLinux())
            return;
        await Task.Delay(2000);
        var (cpu, before) = (worker.Cpu(), await gauge.ReadAsync());
        await Task.Delay(TimeSpan.FromSeconds(options.IdleSeconds));
        sheet.Add(entrant.Key, "idle.cpu", (worker.Cpu() - cpu) / options.IdleSeconds * 100);
        var used = await gauge.ReadAsync() - before;
        sheet.Add(entrant.Key, "idle.requests", (used.Requests - OwnReading) / options.IdleSeconds);
        sheet.Add(entrant.Key, "idle.calls", used.Calls / options.IdleSeconds);
        sheet.Add(entrant.Key, "idle.memory", worker.Resident() / (1024 * 1024));
    }
}
