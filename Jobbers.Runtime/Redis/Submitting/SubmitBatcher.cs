using Jobbers.Storage;

namespace Jobbers.Redis.Submitting;

/// <summary>
/// Gathers single submits of concurrent callers. Whatever came while calls were in flight leaves in one; a lone caller leaves at once. There is
/// no timer.
/// </summary>
internal sealed class SubmitBatcher(SubmitCall call)
{
    /// <summary>One on its way while another is answered keeps Redis and this process busy at the same time.</summary>
    private const int MaxInFlight = 2;

    private readonly Lock _gate = new();
    private List<WaitingSubmit> _gathered = [];
    private int _inFlight;

    public Task<IReadOnlyList<SubmitAnswer>> SubmitAsync(SubmitRequest request)
    {
        lock (_gate)
        {
            if (_inFlight == MaxInFlight)
            {
                var waiting = new WaitingSubmit(request);
                _gathered.Add(waiting);
                return waiting.Task;
            }

            _inFlight++;
        }

        return SendAloneAsync(request);
    }

    /// <summary>Its caller goes on right from the reply; what gathered meanwhile leaves before that.</summary>
    private async Task<IReadOnlyList<SubmitAnswer>> SendAloneAsync(SubmitRequest request)
    {
        try
        {
            return await call.SendAsync([request], CancellationToken.None);
        }
        finally
        {
            _ = SendUntilEmptyAsync(TakeOrRest());
        }
    }

    private async Task SendUntilEmptyAsync(List<WaitingSubmit>? batch)
    {
        while (batch is not null)
        {
            await SendAsync(batch);
            batch = TakeOrRest();
        }
    }

    /// <returns>What leaves next; null when nothing waits, and one call less is in flight.</returns>
    private List<WaitingSubmit>? TakeOrRest()
    {
        lock (_gate)
        {
            var batch = Take();
            if (batch is null)
                _inFlight--;
            return batch;
        }
    }

    private async Task SendAsync(List<WaitingSubmit> batch)
    {
        try
        {
            var answers = await call.SendAsync(new WaitingRequests(batch), CancellationToken.None);
            for (var i = 0; i < answers.Length; i++)
                batch[i].SetResult([answers[i]]);
        }
        catch (Exception exception)
        {
            foreach (var waiting in batch)
                waiting.TrySetException(exception);
        }
    }

    /// <summary>Called under the gate: what leaves next; null when nothing waits.</summary>
    private List<WaitingSubmit>? Take()
    {
        if (_gathered.Count == 0)
            return null;
        var fits = Fitting();
        if (fits == _gathered.Count)
        {
            var all = _gathered;
            _gathered = [];
            return all;
        }

        var batch = _gathered.GetRange(0, fits);
        _gathered.RemoveRange(0, fits);
        return batch;
    }

    private int Fitting()
    {
        var bytes = 0;
        for (var i = 0; i < _gathered.Count; i++)
        {
            bytes += _gathered[i].Request.Parameters.Length;
            if (i == SubmitCall.MaxTasks || (i > 0 && bytes > SubmitCall.MaxBytes))
                return i;
        }

        return _gathered.Count;
    }
}
