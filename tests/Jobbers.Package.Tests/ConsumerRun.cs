using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Package.Tests;

/// <summary>Runs a consumer's program for as long as a question to it takes.</summary>
internal static class ConsumerRun
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    /// <summary>Starts the program in the project's folder, submits a task and answers its result.</summary>
    public static Task<JsonElement> ResultAsync(this ConsumerProject project, string program, string task, object parameters) => project.AskAsync(program, async http =>
    {
        using var accepted = await http.PostAsJsonAsync("/tasks", new { name = task, @params = parameters });
        var id = (await accepted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var ended = await http.GetFromJsonAsync<JsonElement>($"/tasks/{id}/wait");
        return ended.GetProperty("result").Clone();
    });

    /// <summary>Starts the program in the project's folder and answers the first task that it stores by itself, with all that is known of it.</summary>
    public static Task<JsonElement> RecurringAsync(this ConsumerProject project, string program) => project.AskAsync(program, async http =>
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            var page = await http.GetFromJsonAsync<JsonElement>("/tasks?tag=recurring");
            if (page.GetProperty("tasks") is var tasks && tasks.GetArrayLength() > 0)
                return await http.GetFromJsonAsync<JsonElement>($"/tasks/{tasks[0].GetProperty("id").GetString()}");
            Assert.True(clock.Elapsed < StartLimit, "no occurrence was stored");
        }
    });

    /// <summary>Starts the program in the project's folder and answers what a question to it finds out.</summary>
    /// <param name="project">The project.</param>
    /// <param name="program">Its program.</param>
    /// <param name="ask">The question.</param>
    /// <param name="place">Where the manager is in it.</param>
    public static async Task<JsonElement> AskAsync(this ConsumerProject project, string program, Func<HttpClient, Task<JsonElement>> ask, string place = "")
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
            await UntilReadyAsync(http, $"{place}/health/ready");
            return await ask(http);
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
        }
    }

    private static async Task UntilReadyAsync(HttpClient http, string path)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            try
            {
                using var answer = await http.GetAsync(path);
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
