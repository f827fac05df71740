using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Jobbers.Telemetry;

/// <summary>The meter and activity source of Jobbers; names are those of the seed system (07-hosts-and-telemetry).</summary>
public static class JobbersTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Jobbers";

    internal static readonly ActivitySource Source = new(Name);
    internal static readonly Meter Meter = CreateMeter();

    /// <summary>From a millisecond to hours: the SDK's own buckets end at 10 s.</summary>
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 7_200_000],
    };

    internal static readonly Counter<long> TasksRetried = Meter.CreateCounter<long>("tasks_retried", description: "Attempts that will be tried again");
    internal static readonly Counter<long> TasksDeadLettered = Meter.CreateCounter<long>("tasks_dead_lettered", description: "Tasks that entered the dead letters");
    internal static readonly Counter<long> CancellationsRequested = Meter.CreateCounter<long>("cancellations_requested", description: "Cancels asked for");
    internal static readonly Counter<long> TasksProcessed = Meter.CreateCounter<long>("tasks_processed", description: "Tasks that reached a terminal status");
    internal static readonly Histogram<double> ExecutionTime = CreateDuration("execution_time", "One attempt, from claim to end");
    internal static readonly Histogram<double> EndToEndLatency = CreateDuration("end_to_end_latency", "First submit to terminal status");
    internal static readonly Histogram<double> TimeInQueue = CreateDuration("time_in_queue", "From the submit, last resubmit or due time, whichever is latest, to the claim; after a retry without delay or a rescue it has the earlier attempts in it");
    internal static readonly Counter<long> TasksSelected = Meter.CreateCounter<long>("tasks_selected", description: "Tasks claimed by workers");
    internal static readonly Counter<long> OutcomesRejected = Meter.CreateCounter<long>("outcomes_rejected", description: "Late outcomes refused by their fencing token");
    internal static readonly Counter<long> TasksRescued = Meter.CreateCounter<long>("tasks_rescued", description: "Tasks taken from lapsed leases");
    internal static readonly Counter<long> WorkerLost = Meter.CreateCounter<long>("worker_lost", description: "Rescues that were blamed on a dead worker");
    internal static readonly Counter<long> StoreErrors = Meter.CreateCounter<long>("store_errors", description: "Store calls that failed");
    internal static readonly Histogram<double> ScheduleLateness = CreateDuration("schedule_lateness", "Due time to promotion, the latest of each pass");

    /// <summary>A meter for gauges that end with their owner; the static one's instruments never do.</summary>
    internal static Meter CreateMeter() => new(Name);

    private static Histogram<double> CreateDuration(string name, string description) =>
        Meter.CreateHistogram(name, "ms", description, advice: Durations);
}
