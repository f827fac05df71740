using System.Text;
using System.Text.Json;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Server-sent events: changes of status as they happen, at most 10 messages a second, each with all changes since the last.</summary>
internal static class EventEndpoint
{
    private const int PageSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static async Task StreamAsync(ApiCall call)
    {
        var query = new QueryFields(call.Http.Request, "queue", "status");
        var (queue, status) = (query.Queue("queue"), query.Status("status"));
        query.ThrowIfBad();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Service<IHostApplicationLifetime>().ApplicationStopping);
        var position = call.Http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : null;
        await call.Store.Changes.RenewListenerAsync(end.Token);
        var first = await call.Store.Changes.ReadAsync(position, PageSize, end.Token);
        call.Http.Response.ContentType = "text/event-stream";
        await SendAsync(call.Http.Response, ": changes of status", null, end.Token);
        try
        {
            await RunAsync(call, first, change => (queue is null || change.Queue == queue) && (status is null || change.Status == status), end.Token);
        }
        catch (OperationCanceledException)
        {
            // The listener went away, or the manager stops: the stream just ends.
        }
    }

    private static async Task RunAsync(ApiCall call, ChangePage page, Func<ChangeRecord, bool> wanted, CancellationToken end)
    {
        var time = call.Service<TimeProvider>();
        long renewed = time.GetTimestamp(), sent = renewed;
        while (true)
        {
            if (page.Reset)
                await SendAsync(call.Http.Response, "event: reset\ndata: {}", page.Position, end);
            ChangeRecord[] changes = [.. page.Changes.Where(wanted)];
            if (changes.Length > 0)
                await SendAsync(call.Http.Response, $"event: tasks\ndata: {Describe(changes)}", page.Position, end);
            else if (time.GetElapsedTime(sent) > KeepAlive)
                await SendAsync(call.Http.Response, ": still here", null, end);
            if (changes.Length > 0 || page.Reset || time.GetElapsedTime(sent) > KeepAlive)
                sent = time.GetTimestamp();
            await Task.Delay(Pause, time, end);
            if (time.GetElapsedTime(renewed) > Renewal)
            {
                await call.Store.Changes.RenewListenerAsync(end);
                renewed = time.GetTimestamp();
            }

            page = await call.Store.Changes.ReadAsync(page.Position, PageSize, end);
        }
    }

    private static string Describe(ChangeRecord[] changes)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var change in changes)
            {
                json.WriteStartObject();
                json.WriteString("id", change.Id.ToString());
                json.WriteString("queue", change.Queue);
                json.WriteString("status", change.Status.ToWire());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private static async Task SendAsync(HttpResponse response, string message, string? position, CancellationToken end)
    {
        await response.WriteAsync(position is null ? $"{message}\n\n" : $"id: {position}\n{message}\n\n", end);
        await response.Body.FlushAsync(end);
    }
}
