using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Hosts.Tests.Native;

/// <content>Processes that serve HTTP, and the ports they do it on.</content>
internal sealed partial class NativeHost
{
    private const int Starts = 5;

    /// <summary>Starts a process that serves HTTP and waits until it does.</summary>
    public static async Task<NativeHost> StartAsync(
        string store, IReadOnlyDictionary<string, string>? environment = null, string verb = "dev", string answers = "/health/ready", string? folder = null)
    {
        for (var start = 1; ; start++)
        {
            var port = FreePort.Find();
            var host = new NativeHost(Launch([verb, "--store", store, "--urls", $"http://127.0.0.1:{port}"], environment, folder), port);
            if (await IsReadyAsync(host, verb, answers) || start == Starts)
                return host;
            // Another program took the port first.
            await host.DisposeAsync();
        }
    }

    /// <summary>
    /// Starts a process with no arguments and no configuration at all, in a folder of its own; it then serves on port 8000. Where another program of this
    /// machine does, it must say that, and is started once more on another port.
    /// </summary>
    public static async Task<NativeHost> StartUnconfiguredAsync(string folder)
    {
        const int seedPort = 8000;
        var start = new ProcessStartInfo(Binary) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        var isTaken = IsTaken(seedPort);
        var first = new NativeHost(Process.Start(start)!, seedPort);
        if (!isTaken && await IsReadyAsync(first, "without a verb", "/health/ready"))
            return first;
        await first.ExitAsync();
        Assert.Contains($"{seedPort}", first.Output, StringComparison.Ordinal);
        Assert.Contains("listen elsewhere", first.Output, StringComparison.Ordinal);
        await first.DisposeAsync();
        var port = FreePort.Find();
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add($"http://127.0.0.1:{port}");
        var second = new NativeHost(Process.Start(start)!, port);
        Assert.True(await IsReadyAsync(second, "without a verb", "/health/ready"), second.Output);
        return second;
    }

    /// <summary>Waits until it serves; false when its port was taken. Who answers is this process only while it lives: it ends when it cannot listen.</summary>
    private static async Task<bool> IsReadyAsync(NativeHost host, string verb, string answers)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var isAnswered = await AnswersAsync(host.Http, answers);
            if (isAnswered && !host._process.HasExited)
                return true;
            if (host._process.HasExited || clock.Elapsed > StartDeadline)
            {
                host._process.Kill();
                await host.ExitAsync();
                if (host.Output.Contains("listen elsewhere", StringComparison.Ordinal))
                    return false;
                var output = host.Output;
                await host.DisposeAsync();
                throw new InvalidOperationException($"TestHost {verb} did not start:\n{output}");
            }

            await Task.Delay(10);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string path)
    {
        try
        {
            using var answer = await http.GetAsync(path);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    private static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
