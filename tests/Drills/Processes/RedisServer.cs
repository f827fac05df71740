using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Jobbers.Redis.Tests.Server;

namespace Drills.Processes;

/// <summary>A redis-server of the drill's own, that writes every command to its append-only file before it answers.</summary>
internal sealed class RedisServer : IDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private Process _process;

    private RedisServer(string folder, int port, Process process) => (_folder, Port, _process) = (folder, port, process);

    public int Port { get; }

    public string Address => $"redis://127.0.0.1:{Port}";

    public static async Task<RedisServer> StartAsync(string folder)
    {
        var port = FreePort.Find();
        var server = new RedisServer(folder, port, Launch(folder, port));
        await server.WaitAsync();
        return server;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Starts it again with what its append-only file holds.</summary>
    public async Task RestartAsync()
    {
        _process = Launch(_folder, Port);
        await WaitAsync();
    }

    /// <summary>Says something to the server itself, as <c>FUNCTION FLUSH</c>.</summary>
    public async Task<string> CommandAsync(params string[] words)
    {
        using var client = Process.Start(new ProcessStartInfo("redis-cli", ["-p", Port.ToString(CultureInfo.InvariantCulture), .. words])
        {
            RedirectStandardOutput = true,
        })!;
        var answer = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return answer.Trim();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Launch(string folder, int port) =>
        Process.Start(new ProcessStartInfo("redis-server",
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder, "--logfile", Path.Combine(folder, "redis.log"),
            "--save", "", "--appendonly", "yes", "--appendfsync", "always",
        ])) ?? throw new InvalidOperationException("redis-server did not start; install it with 'apt-get install -y redis-server'");

    private async Task WaitAsync()
    {
        var clock = Stopwatch.StartNew();
        while (await AskAsync() != "PONG")
        {
            if (_process.HasExited || clock.Elapsed > StartDeadline)
                throw new InvalidOperationException($"redis-server did not get ready on port {Port}");
            await Task.Delay(20);
        }
    }

    /// <summary>A connection alone is no sign: while it reads its file the server answers LOADING.</summary>
    private async Task<string?> AskAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadLineAsync())?.TrimStart('+');
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return null;
        }
    }
}
