namespace Benchmarks.Comparison;

/// <summary>The verb <c>system</c>: every contestant in turn, as often as asked, then the tables.</summary>
internal static class SystemVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        Options options;
        try
        {
            options = Options.Parse(args);
        }
        catch (ArgumentException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\n\n{Options.Usage}");
            return 2;
        }

        var load = Machine.Load();
        var roster = await Roster.GatherAsync(options);
        var sheet = new Sheet();
        for (var run = 1; run <= options.Runs; run++)
        {
            foreach (var entrant in InTurn(roster.Entrants, run, options.Runs))
                await RunAsync(entrant, options, sheet, run);
            if (!options.Quick && Growing(roster) is { } grower)
                await TryAsync(grower, sheet, $"run {run}: growth", () => GrowthBlock.RunAsync(grower, options, sheet));
        }

        BestSetting.Choose(sheet, roster.Entrants);
        var machine = await Machine.DescribeAsync(load);
        var text = new Report(roster, sheet, options, machine).Write();
        Console.WriteLine(text);
        await JsonFile.WriteAsync(options, machine, roster, sheet);
        if (options.Write is { } document)
            await DocumentPart.ReplaceAsync(document, text);
        return roster.Entrants.Count == 0 ? 1 : 0;
    }

    /// <summary>Each run begins with another contestant, so that none always follows the one that heats the machine, or the disk, most.</summary>
    private static IEnumerable<Entrant> InTurn(IReadOnlyList<Entrant> entrants, int run, int runs)
    {
        var first = (run - 1) * entrants.Count / runs;
        return entrants.Skip(first).Concat(entrants.Take(first));
    }

    /// <summary>Growth is measured for Jobbers alone, native when it is there.</summary>
    private static Entrant? Growing(Roster roster) => roster.Entrants.FirstOrDefault(entrant => entrant is { IsJobbers: true, OnRedis: true });

    private static Task RunAsync(Entrant entrant, Options options, Sheet sheet, int run) => TryAsync(
        entrant, sheet, $"run {run} of {options.Runs}: {entrant.Title}",
        () => entrant.OnRedis ? RedisBlock.RunAsync(entrant, options, sheet) : FileBlock.RunAsync(entrant, options, sheet));

    /// <summary>One contestant that fails does not take the others' figures with it.</summary>
    private static async Task TryAsync(Entrant entrant, Sheet sheet, string what, Func<Task> run)
    {
        await Console.Error.WriteLineAsync(what);
        try
        {
            await run();
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or IOException)
        {
            sheet.Note(entrant.Key, "failed", failure.Message);
            await Console.Error.WriteLineAsync($"  failed: {failure.Message}");
        }
    }
}
