using Jobbers.Hosts.Http.Problems;
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

    /// <summary>Whoever signs in by a cookie would be signed in on other sites' pages too: what such a page sends is refused.</summary>
    /// <exception cref="ApiProblemException">It comes from there.</exception>
    public static void ThrowIfForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var origin = request.Headers.Origin;
        var isForeign = site.Count > 0 ? site[0] is "cross-site" or "same-site" : origin.Count > 0 && !Is(origin, request.Host);
        if (isForeign && !(HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate"))
            throw new ApiProblemException(403, "Wrong origin", "Requests from other sites' pages are refused.");
    }
}
