using System.Net;
using System.Net.Sockets;

namespace Jobbers.Redis.Tests.Server;

/// <summary>Stands before a server and gives itself out for one of version 6.2: it passes everything on, but for that number.</summary>
public sealed class OlderRedis : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Task _accepting;

    public OlderRedis(int server)
    {
        _server = server;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
        await Task.WhenAny(PassAsync(near, far, _ => { }), PassAsync(far, near, MakeOlder));
    }

    private async Task PassAsync(TcpClient from, TcpClient to, Action<Span<byte>> change)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.GetStream().ReadAsync(bytes, _stop.Token)) > 0)
            {
                change(bytes.AsSpan(0, count));
                await to.GetStream().WriteAsync(bytes.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; the other one follows.
        }
    }

    private static void MakeOlder(Span<byte> reply)
    {
        var at = reply.IndexOf("redis_version:"u8);
        if (at >= 0)
            "6.2"u8.CopyTo(reply[(at + "redis_version:".Length)..]);
    }
}
