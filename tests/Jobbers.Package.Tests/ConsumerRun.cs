using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Package.Tests;

/// <summary>Runs a consumer's program for as long as one task of it takes.</summary>
internal static class ConsumerRun
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    /// <summary>Starts the program in the project's folder, submits a task and answers its result.</summary>
    public static async Task<JsonElement> ResultAsync(this ConsumerProject project, string program, string task, object parameters)
    {
        var port = FreePort.Find();
        using var host = Process.Start(new ProcessStartInfo(program, ["--urls", $"http://127.0.0.1:{port}"])
        {
            WorkingDirectory = project.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = StartLimit };
            await UntilReadyAsync(http);
            using var accepted = await http.PostAsJsonAsync("/tasks", new { name = task, @params = parameters });
            var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
            var ended = await http.GetFromJsonAsync<JsonElement>($"/tasks/{id}/wait");
            return ended.GetProperty("result").Clone();
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
        }
    }

    private static async Task UntilReadyAsync(HttpClient http)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (clock.Elapsed < StartLimit)
            {
                // Not listening yet.
            }

            Assert.True(clock.Elapsed < StartLimit, "the program did not become ready");
        }
    }
}
