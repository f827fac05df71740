using System.Net;
using System.Net.Sockets;

namespace Jobbers.Redis;

/// <summary>Asks a server without TLS for a sign of life: one that answers is there, and does not speak the TLS it was addressed with.</summary>
internal static class TlsProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async ValueTask<bool> AnswersWithoutTlsAsync(EndPoint endPoint)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var reply = new byte[1];
        try
        {
            await client.ConnectAsync(endPoint, patience.Token);
            await client.SendAsync("PING\r\n"u8.ToArray(), patience.Token);
            // +PONG, or -NOAUTH.
            return await client.ReceiveAsync(reply, patience.Token) == 1 && reply[0] is (byte)'+' or (byte)'-';
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
