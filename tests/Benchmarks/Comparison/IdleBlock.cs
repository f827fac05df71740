namespace Benchmarks.Comparison;

/// <summary>A contestant's plain worker process: start to first job, then nothing to do.</summary>
internal sealed class IdleBlock(Entrant entrant, Options options, Sheet sheet, RedisGauge gauge)
{
    public async Task RunAsync(string address)
    {
        await using (var producer = new PlayerProcess(entrant, address))
            await producer.StepAsync("first");
        await using var worker = new WorkerProcess(entrant, address);
        sheet.Add(entrant.Key, "first", await worker.FirstJobAsync());
        if (!OperatingSystem.IsLinux())
            return;
        await Task.Delay(2000);
        var (cpu, calls) = (worker.Cpu(), await gauge.ReadAsync());
        await Task.Delay(TimeSpan.FromSeconds(options.IdleSeconds));
        sheet.Add(entrant.Key, "idle.cpu", (worker.Cpu() - cpu) / options.IdleSeconds * 100);
        sheet.Add(entrant.Key, "idle.calls", (await gauge.ReadAsync() - calls).Calls / options.IdleSeconds);
        sheet.Add(entrant.Key, "idle.memory", worker.Resident() / (1024 * 1024));
    }
}
