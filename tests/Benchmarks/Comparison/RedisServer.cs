using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Comparison;

/// <summary>A redis-server of the benchmark's own, on a free port, in a folder that goes with it.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const int Tries = 5;

    private readonly Process _process;
    private readonly string _folder;

    private RedisServer(Process process, string folder, int port) => (_process, _folder, Address) = (process, folder, $"127.0.0.1:{port}");

    /// <summary>Host and port.</summary>
    public string Address { get; }

    public static string? Find() => Tool.Find("redis-server");

    /// <summary>Starts one. A port can be taken between finding and using it: then another is tried.</summary>
    public static async Task<RedisServer> StartAsync(bool appendOnly)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await TryStartAsync(appendOnly) is { } server)
                return server;
        }

        throw new InvalidOperationException("redis-server did not start: run it by hand to see why.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<RedisServer?> TryStartAsync(bool appendOnly)
    {
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("jobbers-bench-").FullName;
        var process = Process.Start(new ProcessStartInfo(
            Find()!,
            ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", appendOnly ? "yes" : "no", "--appendfsync", "everysec", "--dir", folder])
        {
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.Contains("Ready to accept", StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new RedisServer(process, folder, port);
        }

        process.Dispose();
        Directory.Delete(folder, recursive: true);
        return null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
