namespace Jobbers.Hosts.Processes;

/// <summary>
/// Gives back the memory that only the start needed: some megabytes of settings, options and services that are garbage once a process runs.
/// One that is idle allocates too little for a collection to come by itself, and would keep them for ever; a busy one has had its collection,
/// and is left alone.
/// </summary>
internal static class StartGarbage
{
    /// <summary>Long enough for a start to be over, short enough to be seen in the first figures anyone takes.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1);

    public static async Task CollectLaterAsync(TimeProvider time, CancellationToken stops)
    {
        await Task.Delay(AfterStart, time, stops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stops.IsCancellationRequested && GC.CollectionCount(0) == 0)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
