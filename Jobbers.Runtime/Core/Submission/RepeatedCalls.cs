using System.Runtime.ExceptionServices;
using Jobbers.Storage;

namespace Jobbers.Submission;

/// <summary>
/// Makes again what a store did not answer, as after a restart of it: only calls that come to the same however often they are made. A submit goes out
/// under the ids it had: the store knows what it has stored already, and never stores it twice.
/// </summary>
internal sealed class RepeatedCalls(TimeProvider time)
{
    /// <summary>How long clients try again, unless they are told otherwise; the same over a store and over HTTP.</summary>
    public static readonly TimeSpan RetryFor = TimeSpan.FromSeconds(30);

    /// <summary>Tries until the store answers. What it answers, a refusal too, is not asked for again.</summary>
    /// <param name="call">One try.</param>
    /// <param name="failure">Why the first try was not answered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">No answer for <see cref="RetryFor"/>; that of the last try.</exception>
    public async ValueTask<T> SendAsync<T>(Func<CancellationToken, ValueTask<T>> call, StoreUnavailableException failure, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var pause = new RetryPause();
        while (true)
        {
            var next = pause.Next(null, Random.Shared.NextDouble());
            if (time.GetElapsedTime(began) + next > RetryFor)
                ExceptionDispatchInfo.Throw(failure);
            await Task.Delay(next, time, cancellationToken);
            try
            {
                return await call(cancellationToken);
            }
            catch (StoreUnavailableException again)
            {
                failure = again;
            }
        }
    }
}
