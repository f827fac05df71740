using System.Collections.Concurrent;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>Passes requests on to the manager, but for the next ones that a test has something else in mind for.</summary>
internal sealed class FaultyNetwork : DelegatingHandler
{
    private readonly ConcurrentQueue<Func<Func<Task<HttpResponseMessage>>, CancellationToken, Task<HttpResponseMessage>>> _faults = new();
    private int _requests;

    public FaultyNetwork()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
    }

    public int Requests => Volatile.Read(ref _requests);

    public ConcurrentQueue<(string Path, long Bytes)> Sent { get; } = new();

    public HttpClient CreateClient() => new(this, disposeHandler: false);

    /// <summary>The request reaches the manager, which does it; its answer does not come back.</summary>
    public FaultyNetwork LoseAnswer()
    {
        _faults.Enqueue(static async (send, _) =>
        {
            (await send()).Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection was reset");
        });
        return this;
    }

    /// <summary>The request reaches the manager, which does it; its answer comes too late for any time limit.</summary>
    public FaultyNetwork HoldAnswer()
    {
        _faults.Enqueue(static async (send, late) =>
        {
            (await send()).Dispose();
            await Task.Delay(Timeout.InfiniteTimeSpan, late);
            throw new InvalidOperationException("nobody waits any more");
        });
        return this;
    }

    /// <summary>Something on the way answers instead.</summary>
    public FaultyNetwork Answer(int status, string body = "", string type = "text/html", string? retryAfter = null, string? location = null)
    {
        _faults.Enqueue((_, _) => Task.FromResult(Make(status, body, type, retryAfter, location)));
        return this;
    }

    /// <summary>As <see cref="Answer"/>, each time.</summary>
    public FaultyNetwork AlwaysAnswer(int status, string body = "", string type = "text/html", string? retryAfter = null)
    {
        for (var i = 0; i < 1000; i++)
            Answer(status, body, type, retryAfter);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        Sent.Enqueue((request.RequestUri!.AbsolutePath, request.Content is null ? 0 : (await request.Content.ReadAsByteArrayAsync(cancellationToken)).LongLength));
        return _faults.TryDequeue(out var fault) ? await fault(() => base.SendAsync(request, cancellationToken), cancellationToken) : await base.SendAsync(request, cancellationToken);
    }

    private static HttpResponseMessage Make(int status, string body, string type, string? retryAfter, string? location)
    {
        var answer = new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StringContent(body, System.Text.Encoding.UTF8, type) };
        if (retryAfter is not null)
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        if (location is not null)
            answer.Headers.Location = new Uri(location);
        return answer;
    }
}
