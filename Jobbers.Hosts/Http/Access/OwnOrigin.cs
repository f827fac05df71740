using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Jobbers.Hosts.Http.Access;

/// <summary>Whether a request comes from this manager's own pages.</summary>
internal static class OwnOrigin
{
    /// <summary>Compares host and port alone: behind a proxy that ends TLS the page's scheme is https and the request's is http.</summary>
    public static bool Is(StringValues origin, HostString host) =>
        origin is [{ } text] && Uri.TryCreate(text, UriKind.Absolute, out var site) && site.Scheme is "http" or "https"
        && Uri.TryCreate($"{site.Scheme}://{host}", UriKind.Absolute, out var own)
        && string.Equals(site.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
}
