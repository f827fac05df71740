using System.Net.Sockets;
using System.Text;

namespace Jobbers.Hosts.Tests;

/// <summary>A connection that sends what no client would.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly TcpClient _client = new() { NoDelay = true };

    public static async Task<RawConnection> OpenAsync(Manager manager)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(manager.Address.Host, manager.Address.Port, TestContext.Current.CancellationToken);
        return connection;
    }

    public async Task SendAsync(string text)
    {
        try
        {
            await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // The server has had enough; what it said is still to be read.
        }
    }

    /// <summary>All that comes until the server ends the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var text = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            while (await _client.GetStream().ReadAsync(buffer, limit.Token) is > 0 and var read)
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // Ended by a reset.
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
