using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Http;

/// <summary>A native manager as a process of its own.</summary>
internal sealed class HttpHost : IDisposable
{
    private readonly Process _process;

    private HttpHost(Process process, int port)
    {
        _process = process;
        Port = port;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public int Port { get; }

    public HttpClient Client { get; }

    /// <summary>Seconds of CPU it has used.</summary>
    public double Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static async Task<HttpHost> StartAsync(string store)
    {
        var binary = Environment.GetEnvironmentVariable("JOBBERS_NATIVE_TESTHOST")
            ?? throw new InvalidOperationException(
                "JOBBERS_NATIVE_TESTHOST names no host: dotnet publish tests/TestHost -c Release -r linux-x64 -o FOLDER, and set it to FOLDER/TestHost.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        string[] arguments = ["manager", "--store", store, "--urls", $"http://127.0.0.1:{port}"];
        var host = new HttpHost(Process.Start(new ProcessStartInfo(binary, arguments) { RedirectStandardOutput = true })!, port);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(20))
        {
            try
            {
                using var answer = await host.Client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return host;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        host.Dispose();
        throw new InvalidOperationException($"{binary} does not serve on {store}");
    }

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
