using System.Diagnostics;
using System.Text.Json;
using Jobbers.Hosts.Tests.Architecture;
using Jobbers.Hosts.Tests.Native;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Hosts.Tests.Samples;

/// <summary>Runs every command of the Reports sample's README and compares every answer.</summary>
public sealed class ReportsWalkthroughTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-reports-").FullName;
    private readonly List<Process> _processes = [];

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_command_of_the_README_gives_the_answer_it_shows()
    {
        int manager = FreePort.Find(), receiver = FreePort.Find();
        Start("samples/Reports", "Reports.dll", "dev", "--urls", $"http://127.0.0.1:{manager}");
        Start("samples/Reports/Receiver", "Receiver.dll", "--urls", $"http://127.0.0.1:{receiver}");
        await ReadyAsync($"http://127.0.0.1:{manager}/health/ready", answer => answer.IsSuccessStatusCode);
        await ReadyAsync($"http://127.0.0.1:{receiver}/", _ => true);
        var steps = Walkthrough.Read(Path.Combine(SourceTree.Root, "samples/Reports/README.md"));
        Assert.Equal(8, steps.Count);

        var id = "";
        foreach (var (command, shown) in steps)
        {
            var answer = await CurlAsync(command.Replace("localhost:8000", $"127.0.0.1:{manager}", StringComparison.Ordinal)
                .Replace("127.0.0.1:8090", $"127.0.0.1:{receiver}", StringComparison.Ordinal), id);
            var expected = shown.Replace("127.0.0.1:8090", $"127.0.0.1:{receiver}", StringComparison.Ordinal);
            Assert.Null(Walkthrough.Difference(JsonDocument.Parse(expected).RootElement, JsonDocument.Parse(answer).RootElement, command));
            if (command.Contains("-X POST", StringComparison.Ordinal) && JsonDocument.Parse(answer).RootElement.TryGetProperty("id", out var submitted))
                id = submitted.GetString()!;
        }

        var page = await File.ReadAllTextAsync(Path.Combine(_folder, "reports", "42.html"), TestContext.Current.CancellationToken);
        Assert.Equal(8, page.Split("<svg").Length - 1);
    }

    [Fact]
    public void A_different_answer_is_found()
    {
        var shown = JsonDocument.Parse("""{"a":"…","b":[{"c":1}]}""").RootElement;

        Assert.Null(Walkthrough.Difference(shown, JsonDocument.Parse("""{"a":5,"b":[{"c":1,"d":2}],"e":0}""").RootElement));
        Assert.NotNull(Walkthrough.Difference(shown, JsonDocument.Parse("""{"a":5,"b":[{"c":2}]}""").RootElement));
        Assert.NotNull(Walkthrough.Difference(shown, JsonDocument.Parse("""{"b":[{"c":1}]}""").RootElement));
    }

    private void Start(string project, string assembly, params string[] arguments)
    {
        // Beside this test's own build: the same configuration.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var path = Path.Combine(SourceTree.Root, project, "bin", configuration, "net10.0", assembly);
        _processes.Add(Process.Start(new ProcessStartInfo("dotnet", [path, .. arguments]) { WorkingDirectory = _folder, RedirectStandardOutput = false })!);
    }

    private static async Task<string> CurlAsync(string command, string id)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true };
        start.Environment["ID"] = id;
        using var curl = Process.Start(start)!;
        var answer = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return answer;
    }

    private static async Task ReadyAsync(string url, Func<HttpResponseMessage, bool> isReady)
    {
        using var http = new HttpClient();
        for (var deadline = DateTime.UtcNow.AddSeconds(90); DateTime.UtcNow < deadline; await Task.Delay(50))
        {
            try
            {
                using var answer = await http.GetAsync(url);
                if (isReady(answer))
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        Assert.Fail($"{url} did not answer");
    }
}
