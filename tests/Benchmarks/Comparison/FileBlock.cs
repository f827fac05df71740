using Benchmarks.Player;

namespace Benchmarks.Comparison;

/// <summary>One contestant, one run, embedded: one process, its own file, everything durable at every commit where there is a file.</summary>
internal sealed class FileBlock(Entrant entrant, Options options, Sheet sheet, PlayerProcess player)
{
    private const int Text = 4;

    public static async Task RunAsync(Entrant entrant, Options options, Sheet sheet)
    {
        // Beside the sources rather than in the temporary folder, which may be memory: then a commit would cost nothing.
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "benchmarks", Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            await using var player = new PlayerProcess(entrant, Path.Combine(folder, "jobs.db"));
            await new FileBlock(entrant, options, sheet, player).AllAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task AllAsync()
    {
        var (jobs, singles) = (options.Jobs, options.Jobs / 10);
        await player.StepAsync($"enqueue single {singles / 4} 1 {Text} 0");
        await player.StepAsync($"enqueue bulk {jobs / 4} 1 {Text} 0");
        await player.StepAsync($"work 50 {singles / 4 + jobs / 4}");
        await Task.Delay(300);
        await MeasureAsync("enqueue1", singles, $"enqueue single {singles} 1 {Text} 0");
        await MeasureAsync("enqueue50", jobs, $"enqueue concurrent {jobs} 50 {Text} 0");
        await player.StepAsync($"work 50 {singles + jobs}");
        await MeasureAsync("bulk", jobs, $"enqueue bulk {jobs} 1 {Text} 0");
        await WorkAsync("drain50", 50, jobs);
        await DrainAsync("drain10", 10, jobs / 2);
        await DrainAsync("drain1", 1, singles / 2);
        await LatencyAsync();
    }

    private async Task DrainAsync(string figure, int slots, int jobs)
    {
        await player.StepAsync($"enqueue bulk {jobs} 1 {Text} 0");
        if (!await WorkAsync(figure, slots, jobs))
            await player.StepAsync($"work 50 {jobs}");
    }

    /// <summary>Producer and worker in one process: the player is asked for both at once.</summary>
    private async Task LatencyAsync()
    {
        var answer = await player.StepAsync($"both 50 100 {options.Paced}");
        if (answer.Unsupported is { } reason)
        {
            sheet.Note(entrant.Key, "file.latency", reason);
            return;
        }

        sheet.Add(entrant.Key, "file.latency.p50", answer.P50);
        sheet.Add(entrant.Key, "file.latency.p99", answer.P99);
    }

    private async Task<bool> WorkAsync(string figure, int slots, int jobs)
    {
        var before = (await player.StepAsync("completed")).Completed;
        if (await player.StartWorkAsync(slots, jobs) is { } refused)
        {
            sheet.Note(entrant.Key, $"file.{figure}", refused.Unsupported ?? "");
            return false;
        }

        var answer = await player.AnswerAsync();
        Add(figure, jobs, answer);
        if (answer.Completed - before != jobs)
            sheet.Note(entrant.Key, $"file.{figure}", $"{answer.Completed - before} of {jobs} jobs are completed in its store");
        return true;
    }

    private async Task MeasureAsync(string figure, int jobs, string step) => Add(figure, jobs, await player.StepAsync(step));

    private void Add(string figure, int jobs, StepAnswer answer)
    {
        sheet.Add(entrant.Key, $"file.{figure}.rate", jobs / answer.Seconds);
        sheet.Add(entrant.Key, $"file.{figure}.cpu", answer.Cpu * 1e6 / jobs);
        if (answer.Allocated is { } bytes)
            sheet.Add(entrant.Key, $"file.{figure}.allocated", (double)bytes / jobs);
    }
}
