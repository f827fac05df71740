using System.Text;
using System.Text.Json;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Events;

/// <summary>One listener's stream: at most 10 messages of task changes a second, each with all changes since the last.</summary>
internal sealed class EventStream(HttpResponse response, EventListener listener, TimeProvider time, EventFilter filter)
{
    public const string ContentType = "text/event-stream";

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Streams until the end is wanted.</summary>
    /// <param name="end">Fires when the listener is gone, or this process stops.</param>
    public async Task RunAsync(CancellationToken end)
    {
        response.ContentType = ContentType;
        await SendAsync(": changes\n\n", end);
        var more = listener.Waiting.WaitToReadAsync(end).AsTask();
        while (true)
        {
            try
            {
                await more.WaitAsync(KeepAlive, time, end);
            }
            catch (TimeoutException)
            {
                await SendAsync(": still here\n\n", end);
                continue;
            }

            while (listener.Waiting.TryRead(out var batch))
                await SendAsync(batch, end);
            more = listener.Waiting.WaitToReadAsync(end).AsTask();
        }
    }

    /// <summary>Of queues and workers it says that something changed, not what: whoever shows them reads them anew.</summary>
    private async ValueTask SendAsync(EventBatch batch, CancellationToken end)
    {
        if (batch.Reset)
            await SendAsync($"id: {batch.Position}\nevent: reset\ndata: {{}}\n\n", end);
        ChangeRecord[] changes = [.. batch.Changes.Where(filter.Lets)];
        if (changes.Length > 0)
            await SendAsync($"id: {batch.Position}\nevent: tasks\ndata: {Describe(changes)}\n\n", end);
        if (batch.Queues)
            await SendAsync("event: queues\ndata: {}\n\n", end);
        if (batch.Workers)
            await SendAsync("event: workers\ndata: {}\n\n", end);
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

    private async Task SendAsync(string message, CancellationToken end)
    {
        await response.WriteAsync(message, end);
        await response.Body.FlushAsync(end);
    }
}
