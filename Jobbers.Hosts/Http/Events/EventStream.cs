using System.Text;
using System.Text.Json;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Events;

/// <summary>One listener's stream: at most 10 messages of task changes a second, each with all changes since the last.</summary>
internal sealed class EventStream(HttpResponse response, ITaskStore store, TimeProvider time, EventFilter filter)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private readonly ProcessWatch _processes = new(store);
    private long _sent;

    /// <summary>Streams until the end is wanted.</summary>
    /// <param name="position">Where to go on; null starts at the present.</param>
    /// <param name="end">Fires when the listener is gone, or this process stops.</param>
    public async Task RunAsync(string? position, CancellationToken end)
    {
        // All that may fail with an answer happens before the first byte of the stream.
        await store.Changes.RenewListenerAsync(end);
        var page = await store.Changes.ReadAsync(position, PageSize, end);
        await _processes.LookAsync(end);
        response.ContentType = "text/event-stream";
        await SendAsync(": changes\n\n", end);
        long renewed = time.GetTimestamp(), looked = renewed;
        while (true)
        {
            await SendChangesAsync(page, end);
            if (time.GetElapsedTime(looked) > Look)
            {
                looked = time.GetTimestamp();
                await SendProcessesAsync(end);
            }

            if (time.GetElapsedTime(_sent) > KeepAlive)
                await SendAsync(": still here\n\n", end);
            await Task.Delay(Pause, time, end);
            if (time.GetElapsedTime(renewed) > Renewal)
            {
                renewed = time.GetTimestamp();
                await store.Changes.RenewListenerAsync(end);
            }

            page = await store.Changes.ReadAsync(page.Position, PageSize, end);
        }
    }

    private async ValueTask SendChangesAsync(ChangePage page, CancellationToken end)
    {
        if (page.Reset)
            await SendAsync($"id: {page.Position}\nevent: reset\ndata: {{}}\n\n", end);
        ChangeRecord[] changes = [.. page.Changes.Where(filter.Lets)];
        if (changes.Length > 0)
            await SendAsync($"id: {page.Position}\nevent: tasks\ndata: {Describe(changes)}\n\n", end);
    }

    /// <summary>Says that something changed, not what: whoever shows it reads it anew.</summary>
    private async ValueTask SendProcessesAsync(CancellationToken end)
    {
        var (queues, workers) = await _processes.LookAsync(end);
        if (queues)
            await SendAsync("event: queues\ndata: {}\n\n", end);
        if (workers)
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
        _sent = time.GetTimestamp();
    }
}
