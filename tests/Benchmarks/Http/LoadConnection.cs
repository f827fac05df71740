using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks.Http;

/// <summary>One connection that costs its machine as little as it can: a request's bytes out, an answer's bytes in.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[16 * 1024];

    private LoadConnection(Socket socket) => _socket = socket;

    public static async Task<LoadConnection> OpenAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new LoadConnection(socket);
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <exception cref="InvalidOperationException">It is not a 2xx.</exception>
    public async ValueTask AskAsync(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var length = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
                throw new InvalidOperationException("the connection ended");
            length += read;
        }
        while (!IsWhole(_buffer.AsSpan(0, length)));
        if (_buffer[9] != '2')
            throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(_buffer, 0, length));
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var headers = answer.IndexOf("\r\n\r\n"u8);
        if (headers < 0)
            return false;
        var at = answer[..headers].IndexOf("Content-Length: "u8);
        if (at < 0)
            return answer.EndsWith("0\r\n\r\n"u8);
        var value = answer[(at + 16)..headers];
        var end = value.IndexOf((byte)'\r');
        return answer.Length >= headers + 4 + int.Parse(end < 0 ? value : value[..end], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
