using System.Diagnostics;
using System.Text;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>A store for native hosts: an SQLite file in a folder of its own, or a redis-server of its own.</summary>
internal sealed class NativeStore : IDisposable
{
    private const int Starts = 5;

    private Process? _redis;

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

        for (var start = 1; ; start++)
        {
            var port = atPort ?? FreePort.Find();
            Address = $"redis://127.0.0.1:{port}";
            _redis = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--dir", Folder, .. settings])
            {
                RedirectStandardOutput = true,
            }) ?? throw new InvalidOperationException("redis-server did not start; install it with 'apt-get install -y redis-server'");
            if (IsReady(_redis, out var said))
                return;
            _redis.WaitForExit();
            _redis.Dispose();
            if (start == Starts)
                throw new InvalidOperationException($"redis-server did not get ready:\n{said}");
        }
    }

    public string Folder { get; }

    public string Address { get; }

    /// <summary>A test may take the store away before its end.</summary>
    public void Dispose()
    {
        _redis?.Kill();
        _redis?.WaitForExit();
        _redis?.Dispose();
        _redis = null;
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Reads until it is; one that cannot listen ends.</summary>
    private static bool IsReady(Process redis, out string said)
    {
        var lines = new StringBuilder();
        while (redis.StandardOutput.ReadLine() is { } line)
        {
            lines.AppendLine(line);
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
                break;
        }

        said = lines.ToString();
        return said.Contains("Ready to accept connections", StringComparison.Ordinal);
    }
}
