using Jobbers.Hosts.Http.Events;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Server-sent events: changes of tasks as they happen, and that queues or workers changed.</summary>
internal static class EventEndpoint
{
    public static async Task StreamAsync(ApiCall call)
    {
        var wanted = ReadFilter(call);
        if (HttpMethods.IsHead(call.Http.Request.Method))
        {
            // Its answer has no body, and so no stream that it could wait for.
            call.Http.Response.ContentType = EventStream.ContentType;
            return;
        }

        using var seat = call.Service<EventSeats>().Take();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Service<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            // All that may fail with an answer happens before the first byte of the stream.
            using var listener = await call.Service<EventHub>().JoinAsync(Position(call), end.Token);
            await new EventStream(call.Http.Response, listener, call.Service<TimeProvider>(), wanted).RunAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The listener went away, or the manager stops: the stream just ends.
        }
    }

    private static EventFilter ReadFilter(ApiCall call)
    {
        var query = new QueryFields(call.Http.Request, "id", "queue", "status");
        var filter = new EventFilter(query.Id("id"), query.Queue("queue"), query.Status("status"));
        query.ThrowIfBad();
        return filter;
    }

    private static string? Position(ApiCall call) => call.Http.Request.Headers["Last-Event-ID"] switch
    {
        [] or [""] => null,
        [{ Length: <= 64 } position] when position.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') => position,
        _ => throw ApiProblemException.Invalid("Last-Event-ID", "must be the id of an event of this stream, or left out"),
    };
}
