using System.Diagnostics;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>A store for native hosts: an SQLite file in a folder of its own, or a redis-server of its own.</summary>
internal sealed class NativeStore : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(10);

    private readonly Process? _redis;

    public NativeStore(string engine)
    {
        Folder = Directory.CreateTempSubdirectory("jobbers-native-").FullName;
        if (engine == "sqlite")
        {
            Address = $"sqlite:{Path.Combine(Folder, "jobbers.db")}";
            return;
        }

        var port = NativeHost.FreePort();
        _redis = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--dir", Folder])
        {
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("redis-server did not start; install it with 'apt-get install -y redis-server'");
        var clock = Stopwatch.StartNew();
        while (_redis.StandardOutput.ReadLine() is { } line && !line.Contains("Ready to accept connections", StringComparison.Ordinal))
        {
            if (clock.Elapsed > StartDeadline)
                throw new InvalidOperationException($"redis-server did not get ready: {line}");
        }

        Address = $"redis://127.0.0.1:{port}";
    }

    public string Folder { get; }

    public string Address { get; }

    public void Dispose()
    {
        _redis?.Kill();
        _redis?.WaitForExit();
        _redis?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
