using System.Net;
using System.Text;
using System.Text.Json;

namespace Drills.FourProcesses;

/// <summary>Submits with an idempotency key until a manager has acknowledged, however often it dies meanwhile.</summary>
internal sealed class ReportsClient(ReportsStage stage, Drill drill) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new() { BaseAddress = stage.Manager, Timeout = TimeSpan.FromSeconds(10) };

    public async Task<Ulid> SubmitAsync(string name, string parameters, string key)
    {
        var id = default(Ulid);
        await Drill.UntilAsync(async () => (id = await TryAsync(name, parameters, key)) != default, Patience, () => $"{name} {key} was not taken:\n{stage.Outputs()}");
        drill.Acknowledge(id);
        return id;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Ulid> TryAsync(string name, string parameters, string key)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/tasks");
            request.Headers.Add("Idempotency-Key", key);
            request.Content = new StringContent($$"""{"name":"{{name}}","params":{{parameters}}}""", Encoding.UTF8, "application/json");
            using var answer = await _http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                return default;
            Assert.True(answer.IsSuccessStatusCode, $"{name} {key}: {(int)answer.StatusCode} {body}");
            using var json = JsonDocument.Parse(body);
            return Ulid.Parse(json.RootElement.GetProperty("id").GetString()!);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException)
        {
            return default;
        }
    }
}
