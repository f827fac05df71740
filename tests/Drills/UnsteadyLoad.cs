using Jobbers.Storage;

namespace Drills;

/// <summary>Submits for as long as a drill lasts, to a store that may be away: only what was answered is owed.</summary>
internal static class UnsteadyLoad
{
    public static async Task RunAsync(Drill drill, TimeSpan pause, CancellationToken ended, double seconds = 0.3)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await drill.SubmitAsync(Requests.Journal(seconds));
            }
            catch (StoreUnavailableException)
            {
                // Not acknowledged, so not owed.
            }

            await Task.Delay(pause, CancellationToken.None);
        }
    }
}
