using System.Globalization;

namespace Jobbers.Submission.Http;

/// <summary>
/// Waits for ends by long polls. Each holds a connection, so there are few of them at once; while others wait for a turn, turns are short, and a task that
/// has ended takes hardly any of its turn.
/// </summary>
internal sealed class EndPolls(ManagerCalls calls, TimeProvider time) : IDisposable
{
    private const int AtOnce = 64;

    /// <summary>Also the longest that a waiter who comes later waits for a turn.</summary>
    private static readonly TimeSpan LongTurn = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortTurn = TimeSpan.FromSeconds(1);

    /// <summary>A manager that stops answers at once; the next try must not be at once as well.</summary>
    private static readonly TimeSpan EarlyPause = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly CancellationTokenSource _closing = new();
    private int _queued;

    /// <summary>Waits until the manager answers more than "not yet".</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed, before or meanwhile.</exception>
    public async ValueTask<ManagerAnswer> WaitAsync(Ulid id, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        try
        {
            return await UntilAnsweredAsync(id, either.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(JobbersHttpClient), $"The client was disposed while it waited for the end of task {id}; the task goes on.");
        }
    }

    /// <summary>Ends every wait. Neither field is disposed: they hold nothing, and who waits in a disposed semaphore would never hear of it.</summary>
    public void Dispose() => _closing.Cancel();

    private async ValueTask<ManagerAnswer> UntilAnsweredAsync(Ulid id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (answer, wasEarly) = await PollAsync(id, cancellationToken);
            if (answer.Status != 204)
                return answer;
            if (wasEarly)
                await Task.Delay(EarlyPause, time, cancellationToken);
        }
    }

    private async ValueTask<(ManagerAnswer Answer, bool WasEarly)> PollAsync(Ulid id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _queued);
        try
        {
            await _turns.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _queued);
        }

        try
        {
            var turn = Volatile.Read(ref _queued) > 0 ? ShortTurn : LongTurn;
            var began = time.GetTimestamp();
            var path = string.Create(CultureInfo.InvariantCulture, $"tasks/{id}/wait?timeout={turn.TotalSeconds}");
            var answer = await calls.SendAsync(new ManagerRequest(HttpMethod.Get, path) { Patience = turn }, cancellationToken);
            return (answer, time.GetElapsedTime(began) < turn / 2);
        }
        finally
        {
            _turns.Release();
        }
    }
}
