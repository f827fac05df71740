using System.Diagnostics;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>A store for native hosts: an SQLite file in a folder of its own, or a redis-server of its own.</summary>
internal sealed class NativeStore : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(10);

    private readonly Process? _redis;

    /// <param name="engine"><c>sqlite</c> or <c>redis</c>.</param>
    /// <param name="atPort">Where Redis listens; null for any free port.</param>
    /// <param name="settings">More of Redis' settings.</param>
    public NativeStore(string engine, int? atPort = null, params string[] settings)
    {
        Folder = Directory.CreateTempSubdirectory("jobbers-native-").FullName;
        if (engine == "sqlite")
        {
            Address = $"sqlite:{Path.Combine(Folder, "jobbers.db")}";
            return;
        }

        var port = atPort ?? NativeHost.FreePort();
        _redis = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--dir", Folder, .. settings])
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
