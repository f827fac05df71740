using System.Net;
using System.Net.Sockets;

namespace Drills.Processes;

/// <summary>
/// Stands between clients and a server. Requests always arrive; now and then a reply does not: the connection is cut instead, and the client
/// cannot know whether its call was applied.
/// </summary>
internal sealed class ReplyDroppingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly int _serverPort;
    private readonly double _share;
    private int _dropped;

    /// <param name="serverPort">Where the server listens on this machine.</param>
    /// <param name="share">How many of the replies are dropped, 0 to 1.</param>
    public ReplyDroppingProxy(int serverPort, double share)
    {
        (_serverPort, _share) = (serverPort, share);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>False once replies shall come through again.</summary>
    public bool IsDropping { get; set; } = true;

    public int Dropped => _dropped;

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort);
                var requests = client.GetStream().CopyToAsync(server.GetStream(), _closed.Token);
                await Task.WhenAny(requests, ReplyAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception failure) when (failure is SocketException or IOException or InvalidOperationException)
            {
                // One of the two is gone, and so is the other in a moment.
            }
        }
    }

    private async Task ReplyAsync(NetworkStream server, NetworkStream client)
    {
        var buffer = new byte[64 * 1024];
        while (await server.ReadAsync(buffer, _closed.Token) is > 0 and var read)
        {
            if (IsDropping && Random.Shared.NextDouble() < _share)
            {
                Interlocked.Increment(ref _dropped);
                return;
            }

            await client.WriteAsync(buffer.AsMemory(0, read), _closed.Token);
        }
    }
}
