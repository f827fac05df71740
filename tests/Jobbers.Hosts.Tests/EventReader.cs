using System.Text.Json;

namespace Jobbers.Hosts.Tests;

/// <summary>A listener of <c>/events</c>.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Opens a stream; null when it is refused.</summary>
    public static async Task<EventReader?> TryOpenAsync(Manager manager, string path, string? position)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(manager.Address, path));
        if (position is not null)
            request.Headers.Add("Last-Event-ID", position);
        var response = await manager.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            response.Dispose();
            return null;
        }

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>The next message of a type; others before it are passed over.</summary>
    public async Task<(string? Id, JsonElement Data)> ReadAsync(string type)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        string? id = null, read = null, data = null;
        while (await lines.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                read = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && read == type)
                return (id, JsonElement.Parse(data!));
        }

        throw new EndOfStreamException($"the stream ended before a message '{type}'");
    }

    /// <summary>The next changes of tasks.</summary>
    public async Task<List<(string Id, string Status)>> ChangesAsync(int count)
    {
        var changes = new List<(string, string)>();
        while (changes.Count < count)
            changes.AddRange((await ReadAsync("tasks")).Data.EnumerateArray().Select(change => (change.GetProperty("id").GetString()!, change.GetProperty("status").GetString()!)));
        return changes;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
