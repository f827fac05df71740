using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Drills;

/// <summary>Submits over HTTP to a manager that may die at any moment: what it answered 201 is acknowledged, everything else is not.</summary>
internal sealed class ManagerClient(Drill drill) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Submits one journal task.</summary>
    /// <returns>Whether it was acknowledged.</returns>
    public async Task<bool> TrySubmitAsync(Uri manager, double seconds)
    {
        var json = string.Create(CultureInfo.InvariantCulture, $$$"""{"name":"journal","params":{"key":"k","seconds":{{{seconds}}}}}""");
        try
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(new Uri(manager, "/tasks"), content);
            if (answer.StatusCode != HttpStatusCode.Created)
                return false;
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            drill.Acknowledge(Ulid.Parse(body.RootElement.GetProperty("id").GetString()!));
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Waits until a manager serves: from here on its recovery counts, however busy the machine is that starts it.</summary>
    public Task UntilReadyAsync(Uri manager) => Drill.UntilAsync(() => IsReadyAsync(manager), TimeSpan.FromSeconds(90), drill.Outputs);

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsReadyAsync(Uri manager)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(manager, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
