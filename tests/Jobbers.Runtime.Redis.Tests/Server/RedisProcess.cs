using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Jobbers.Redis.Tests.Server;

/// <summary>A real redis-server on a free port, with a folder of its own. It ends with its owner.</summary>
public sealed class RedisProcess : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    /// <summary>How long who tests may wait for an answer: longer than any machine stands still.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly string[] _settings;
    private Process _process;

    private RedisProcess(Process process, int port, string folder, string[] settings)
    {
        _process = process;
        Port = port;
        _folder = folder;
        _settings = settings;
    }

    public int Port { get; }

    /// <summary>Where it writes what it keeps.</summary>
    public string Folder => _folder;

    public static async Task<RedisProcess> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("jobbers-redis-").FullName;
        for (var attempt = 1; ; attempt++)
        {
            // Another process may take the port between our look and redis-server's: then try another one.
            var port = FreePort.Find();
            var process = Launch(port, folder, settings);
            if (await AnswersAsync(process, port))
                return new RedisProcess(process, port, folder, settings);
            process.Kill();
            process.Dispose();
            if (attempt == Attempts)
                throw new InvalidOperationException($"redis-server did not start in {Attempts} attempts; its log is in {folder}");
        }
    }

    /// <summary>For a connection beside the store's, which may look at everything.</summary>
    public string Raw => string.Create(
        CultureInfo.InvariantCulture,
        $"127.0.0.1:{Port},allowAdmin=true,connectTimeout={Patience.TotalMilliseconds},syncTimeout={Patience.TotalMilliseconds},asyncTimeout={Patience.TotalMilliseconds}");

    public string Url(int database = 0) => $"redis://127.0.0.1:{Port}/{database}";

    /// <summary>For a store that waits for the server as long as the tests do: how fast a machine answers is no matter of theirs.</summary>
    internal static RedisStoreOptions Options(string url) => new() { Url = url, ConnectTimeout = Patience, CallTimeout = Patience };

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>It stays connected, and answers nothing until resumed.</summary>
    public void Suspend() => Signal("-STOP");

    public void Resume() => Signal("-CONT");

    /// <summary>Starts it again on the same port and folder.</summary>
    public async Task RestartAsync()
    {
        _process.Dispose();
        _process = Launch(Port, _folder, _settings);
        if (!await AnswersAsync(_process, Port))
            throw new InvalidOperationException($"redis-server did not start again; its log is in {_folder}");
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private static Process Launch(int port, string folder, string[] settings)
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        string[] arguments =
        [
            "--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder, "--logfile", Path.Combine(folder, "log"), "--databases", "64",
            .. settings.Length == 0 ? ["--save", "", "--appendonly", "no"] : settings,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("redis-server is not installed: apt-get install -y redis-server", exception);
        }
    }

    private static async Task<bool> AnswersAsync(Process process, int port)
    {
        var until = Stopwatch.StartNew();
        while (until.Elapsed < StartTimeout && !process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return !process.HasExited;
            }
            catch (SocketException)
            {
                await Task.Delay(5);
            }
        }

        return false;
    }
}
