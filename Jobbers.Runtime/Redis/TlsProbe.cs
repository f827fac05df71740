using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Jobbers.Redis;

/// <summary>
/// Finds out whether a server speaks TLS where it was addressed without, and the other way round: the client says little of either.
/// </summary>
internal static class TlsProbe
{
    /// <summary>Asks for a sign of life without TLS.</summary>
    public static ValueTask<bool> AnswersWithoutTlsAsync(EndPoint endPoint, TimeSpan limit) => AskAsync(endPoint, limit, static async (stream, patience) =>
    {
        var reply = new byte[1];
        await stream.WriteAsync("PING\r\n"u8.ToArray(), patience);
        // +PONG, or -NOAUTH.
        return await stream.ReadAsync(reply, patience) == 1 && reply[0] is (byte)'+' or (byte)'-';
    });

    /// <summary>Greets with TLS, and sends nothing over it: whoever answers need not be trusted for that.</summary>
    public static ValueTask<bool> AnswersWithTlsAsync(EndPoint endPoint, TimeSpan limit) => AskAsync(endPoint, limit, static async (stream, patience) =>
    {
        var seen = false;
        using var tls = new SslStream(stream);
        var greeting = new SslClientAuthenticationOptions
        {
            TargetHost = "redis",
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                seen = certificate is not null;
                return false;
            },
        };
        try
        {
            await tls.AuthenticateAsClientAsync(greeting, patience);
        }
        catch (AuthenticationException)
        {
            // Its certificate was turned down on purpose.
        }

        return seen;
    });

    private static async ValueTask<bool> AskAsync(EndPoint endPoint, TimeSpan limit, Func<NetworkStream, CancellationToken, Task<bool>> ask)
    {
        using var patience = new CancellationTokenSource(limit);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await client.ConnectAsync(endPoint, patience.Token);
            await using var stream = new NetworkStream(client);
            return await ask(stream, patience.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
