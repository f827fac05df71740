using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>The native TestHost as a process of its own, driven over HTTP only.</summary>
internal sealed partial class NativeHost : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(120);

    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private NativeHost(Process process, int port)
    {
        _process = process;
        Url = $"http://127.0.0.1:{port}";
        Http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(70) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where CI published it; a test without it says how to make it.</summary>
    public static string Binary =>
        Environment.GetEnvironmentVariable("JOBBERS_NATIVE_TESTHOST") is { Length: > 0 } path && File.Exists(path)
            ? path
            : throw new InvalidOperationException("The native TestHost is missing. Run ./build.sh test, which publishes it, or set JOBBERS_NATIVE_TESTHOST to a published tests/TestHost.");

    public string Url { get; }

    public HttpClient Http { get; }

    public int ProcessId => _process.Id;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts a process that serves nothing, as worker, scheduler and cleaner.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="environment">Set beside what the tests run with.</param>
    /// <param name="folder">Where it is started; null for where the tests are.</param>
    /// <param name="binary">A copy of the program; null for the program itself.</param>
    public static NativeHost Start(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, string? binary = null) =>
        new(Launch(arguments, environment, folder, binary), 0);

    /// <summary>Waits until the process has written this.</summary>
    public async Task UntilSaidAsync(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            // What an ended process said may still be on its way.
            if (_process.HasExited)
                await ExitAsync();
            Assert.True(Output.Contains(text, StringComparison.Ordinal) || (!_process.HasExited && clock.Elapsed < StartDeadline), $"TestHost did not say '{text}':\n{Output}");
            await Task.Delay(10);
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Launch(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(EndDeadline);
        await using var ends = limit.Token.Register(process.Kill);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.False(limit.IsCancellationRequested, $"'{string.Join(' ', arguments)}' did not end:\n{await output}{await error}");
        return (process.ExitCode, await output, await error);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        var (status, _, text) = await SendForTextAsync(method, path, json);
        return (status, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Sends a request whose answer need not be JSON.</summary>
    public async Task<(HttpStatusCode Status, string? ContentType, string Text)> SendForTextAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Submits a task and returns its id.</summary>
    public async Task<string> SubmitAsync(string name, string parameters = "{}")
    {
        var (status, body) = await SendAsync(HttpMethod.Post, "/tasks", $$"""{"name":"{{name}}","params":{{parameters}}}""");
        Assert.True(status == HttpStatusCode.Created, $"{name}: {status} {body}");
        return body.GetProperty("id").GetString()!;
    }

    /// <summary>Waits for a task's end.</summary>
    public async Task<JsonElement> EndOfAsync(string id)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, $"/tasks/{id}/wait?timeout=60");
        Assert.True(status == HttpStatusCode.OK, $"{id} did not end: {status}\n{Output}");
        return body;
    }

    public async Task<JsonElement> RunTaskAsync(string name, string parameters = "{}") => await EndOfAsync(await SubmitAsync(name, parameters));

    public void Kill() => _process.Kill();

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Tells the process to stop and waits until it has.</summary>
    public async Task<int> StopAsync()
    {
        Signal("TERM");
        return await ExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(EndDeadline);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await ExitAsync();
        _process.Dispose();
    }

    private static Process Launch(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment, string? folder = null, string? binary = null)
    {
        var start = new ProcessStartInfo(binary ?? Binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
