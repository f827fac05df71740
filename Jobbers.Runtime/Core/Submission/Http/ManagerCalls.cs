using System.Net.Http.Headers;

namespace Jobbers.Submission.Http;

/// <summary>Sends calls to a manager, again after failures that are safe to repeat, within <see cref="JobbersHttpClientOptions.RetryFor"/>.</summary>
internal sealed class ManagerCalls
{
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly AuthenticationHeaderValue? _key;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _retryFor;

    public ManagerCalls(HttpClient http, JobbersHttpClientOptions options, TimeProvider time)
    {
        (_http, _time, _timeout, _retryFor) = (http, time, options.Timeout, options.RetryFor);
        _key = options.ApiKey is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        var address = options.Address.AbsoluteUri;
        Address = new Uri(address.EndsWith('/') ? address : address + "/");
    }

    public Uri Address { get; }

    /// <summary>Whether the connections are this library's own, whose only time limit of their own is that of connecting.</summary>
    public bool ConnectsItself { get; init; }

    /// <summary>Sends one call until it is answered by more than "not now".</summary>
    /// <returns>The last answer; a transient one when the time was over.</returns>
    /// <exception cref="ManagerUnavailableException">Nobody answered.</exception>
    public async ValueTask<ManagerAnswer> SendAsync(ManagerRequest request, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        var pause = new RetryPause();
        var mayBeDone = false;
        while (true)
        {
            var result = await TryAsync(request, cancellationToken);
            if (result.Answer is { IsTransient: false } answer && !request.IsUnfinished(answer.Body))
                return answer with { IsRepeat = mayBeDone };
            mayBeDone |= result.MayBeDone;
            var next = pause.Next(result.Answer?.RetryAfter, Random.Shared.NextDouble());
            if ((mayBeDone && !request.IsRepeatable) || _time.GetElapsedTime(began) + next > _retryFor + request.Patience)
                return result.Answer ?? throw Unanswered(request, result);
            await Task.Delay(next, _time, cancellationToken);
        }
    }

    private async ValueTask<CallTry> TryAsync(ManagerRequest request, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_timeout + request.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var message = CreateMessage(request);
            using var response = await _http.SendAsync(message, either.Token);
            return new CallTry(await ReadAsync(response, either.Token), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new CallTry(null, failure);
        }
        catch (OperationCanceledException canceled) when (ConnectsItself && !either.IsCancellationRequested && canceled.InnerException is TimeoutException)
        {
            // So SocketsHttpHandler says that it could not connect in time. A program's own HttpClient says so, too, when its Timeout ends a call that was sent.
            return new CallTry(null, new HttpRequestException(HttpRequestError.ConnectionError, "no connection in time", canceled));
        }
        catch (OperationCanceledException canceled) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = late.IsCancellationRequested ? $"no answer within {(_timeout + request.Patience).TotalSeconds:0.###} s" : canceled.Message;
            return new CallTry(null, new TimeoutException(reason, canceled));
        }
    }

    private HttpRequestMessage CreateMessage(ManagerRequest request)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(Address, request.Path));
        message.Headers.Authorization = _key;
        if (request.IdempotencyKey is { } key)
            message.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }

    private async ValueTask<ManagerAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var after = response.Headers.RetryAfter;
        return new ManagerAnswer(
            (int)response.StatusCode, body, response.Content.Headers.ContentType?.MediaType, after?.Delta ?? after?.Date - _time.GetUtcNow());
    }

    private ManagerUnavailableException Unanswered(ManagerRequest request, CallTry last)
    {
        var reason = last.Failure!.Message.TrimEnd('.');
        return last.MayBeDone && !request.IsRepeatable
            ? new ManagerUnavailableException($"The answer of the manager at {Address} was lost ({reason}); whether it did this is not known. Look at the task before you ask again.", last.Failure)
            : new ManagerUnavailableException($"No manager answers at {Address} ({reason}), tried for {_retryFor.TotalSeconds:0.###} s. Start one, or correct JobbersHttpClientOptions.Address.", last.Failure);
    }
}
