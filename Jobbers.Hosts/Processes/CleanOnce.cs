using Jobbers.Catalog;
using Jobbers.Cleaning;
using Jobbers.Hosts.Configuration;
using Microsoft.Extensions.Configuration;

namespace Jobbers.Hosts.Processes;

/// <summary>One pass of the cleaner; says what it did.</summary>
internal static class CleanOnce
{
    private const int CountedAtMost = 500;

    public static async Task<int> RunAsync(StoreSettings settings, CleanerOptions options, bool json, CancellationToken cancellationToken)
    {
        using var logging = ProcessLogging.Create(SettingsFiles.Read(new ConfigurationBuilder().AddSources().Build));
        // Not into the log: that is written where the answer is, which may be piped on.
        if (settings.Choice.Note is { } note)
            await Console.Error.WriteLineAsync(note);
        await using var store = await new StoreOpening(settings, new TaskCatalog([]), logging).OpenOnceAsync(cancellationToken);
        if (options.CancelWaiting && !json)
        {
            var found = await store.Upkeep.FindWaitingAsync(options.WaitingAfter, options.WaitingBefore, CountedAtMost, cancellationToken);
            Console.WriteLine(found.Count < CountedAtMost ? $"{found.Count} waiting tasks will be cancelled" : $"{CountedAtMost} or more waiting tasks will be cancelled");
        }

        var report = await new CleanerPass(store).RunAsync(options, cancellationToken);
        Console.WriteLine(json
            ? $$"""{"stalled":{{report.Stalled}},"cancelled":{{report.Cancelled}},"pruned":{{report.Ended}},"dead_letters_pruned":{{report.DeadLetters}},"rate_entries_pruned":{{report.RateEntries}}}"""
            : $"stalled {report.Stalled}, cancelled {report.Cancelled}, pruned {report.Ended} ended tasks, {report.DeadLetters} dead letters, {report.RateEntries} rate entries");
        return 0;
    }
}
