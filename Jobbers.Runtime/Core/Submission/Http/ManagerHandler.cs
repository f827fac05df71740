using System.Text;

namespace Jobbers.Submission.Http;

/// <summary>The connections of a client that was given none.</summary>
internal static class ManagerHandler
{
    private const int MaxConnections = 256;
    private const int MaxAnswerBytes = 128 * 1024 * 1024;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Connections are made anew after a while, so that a changed address is found.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static HttpClient CreateClient(Uri address) => new(CreateHandler(address))
    {
        // Each try has its own deadline, which a long poll extends.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };

    private static SocketsHttpHandler CreateHandler(Uri address) => new()
    {
        // The key goes to the manager that was named, and nowhere else; no proxy on the way to this very machine.
        AllowAutoRedirect = false,
        UseProxy = !address.IsLoopback,
        UseCookies = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = Lifetime,
        MaxConnectionsPerServer = MaxConnections,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };
}
