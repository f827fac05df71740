using System.CommandLine;
using System.Globalization;
using Jobbers.Cleaning;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Processes;

namespace Jobbers.Hosts.CommandLine;

/// <summary>One pass of cleaning and an end, or a pass each interval.</summary>
internal static class CleanerVerb
{
    private const double Longest = 3660 * 86400.0;

    private static readonly Option<double?> Interval = SecondsOption.Create("--interval", "Stay, and clean each so many seconds (1 to 86400). Without it: one pass, then the end.");
    private static readonly Option<double?> StaleTime = SecondsOption.Create("--stale-time", "Stall running tasks that beat, or should, and were silent for longer.");
    private static readonly Option<double?> EndedAge = SecondsOption.Create("--completed-task-age", "Forget tasks that ended longer ago, however they ended. Dead letters stay.");
    private static readonly Option<double?> DeadLetterAge = SecondsOption.Create("--dlq-age", "Forget dead letters older than this, with their task and history.");
    private static readonly Option<double?> RateAge = SecondsOption.Create("--rate-limit-age", "Forget entries of rate windows older than this; never younger than the longest window.");
    private static readonly Option<double?> MinQueueAge = SecondsOption.Create("--min-queue-age", "With --cancel-waiting: only tasks submitted after this moment, in epoch seconds.");
    private static readonly Option<double?> MaxQueueAge = SecondsOption.Create("--max-queue-age", "With --cancel-waiting: only tasks submitted before this moment, in epoch seconds.");
    private static readonly Option<bool> CancelWaiting = new("--cancel-waiting") { Description = "Cancel submitted tasks inside --min-queue-age and --max-queue-age." };
    private static readonly Option<bool> Json = new("--json") { Description = "Say what the one pass did as one line of JSON; not with --interval." };

    public static Command Create()
    {
        var verb = new Command("cleaner", "Forgets old tasks and stalls silent ones: one pass, or with --interval a pass each so often. Ages are in seconds.")
        {
            Interval, StaleTime, EndedAge, DeadLetterAge, RateAge, MinQueueAge, MaxQueueAge, CancelWaiting, Json,
        };
        VerbContext.AddOptions(verb, Setting.Store);
        verb.SetAction((parsed, cancellationToken) =>
        {
            var settings = VerbContext.Read(parsed);
            var options = Read(parsed);
            var store = StoreSettings.Read(settings, embedded: false);
            settings.ThrowIfBad();
            return options.Interval is null
                ? CleanOnce.RunAsync(store, options, parsed.GetValue(Json), cancellationToken)
                : PlainProcess.RunAsync(null, store, new ProcessRoles { Cleaner = options }, "cleaner", cancellationToken);
        });
        return verb;
    }

    private static CleanerOptions Read(ParseResult parsed)
    {
        var bounded = parsed.GetValue(MinQueueAge) is not null || parsed.GetValue(MaxQueueAge) is not null;
        if (bounded != parsed.GetValue(CancelWaiting))
            throw new SettingsException("--min-queue-age and --max-queue-age cancel the tasks between them, and need --cancel-waiting to say so; --cancel-waiting needs at least one of them.");
        var interval = Age(parsed, Interval);
        var options = new CleanerOptions
        {
            Interval = interval,
            StaleTime = Age(parsed, StaleTime),
            EndedAge = Age(parsed, EndedAge) ?? (interval is null ? null : ProcessRoles.DefaultCleaning.EndedAge),
            DeadLetterAge = Age(parsed, DeadLetterAge) ?? (interval is null ? null : ProcessRoles.DefaultCleaning.DeadLetterAge),
            RateAge = Age(parsed, RateAge),
            WaitingAfter = Moment(parsed, MinQueueAge),
            WaitingBefore = Moment(parsed, MaxQueueAge),
            CancelWaiting = parsed.GetValue(CancelWaiting),
        };
        if (options.Interval is { TotalSeconds: < 1 or > 86400 })
            throw new SettingsException("--interval must be from 1 to 86400 seconds.");
        if (options.WaitingAfter >= options.WaitingBefore)
            throw new SettingsException("--min-queue-age lies after --max-queue-age, and there is nothing between them: both are moments in epoch seconds, the earlier one first.");
        if (interval is not null && parsed.GetValue(Json))
            throw new SettingsException("--json says what one pass did; with --interval there are many, and the log says it. Leave one of the two out.");
        return options;
    }

    private static TimeSpan? Age(ParseResult parsed, Option<double?> option) => parsed.GetValue(option) switch
    {
        null => null,
        >= 0 and <= Longest and { } seconds => TimeSpan.FromSeconds(seconds),
        { } seconds => throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {seconds}: it must be seconds from 0 to {Longest}.")),
    };

    private static DateTimeOffset? Moment(ParseResult parsed, Option<double?> option) =>
        parsed.GetValue(option) is not { } seconds ? null
        : seconds is >= 0 and < 253402300800 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
        : throw new SettingsException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {seconds}: it must be a moment in epoch seconds."));
}
