using System.Net;
using Jobbers.Hosts.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Access;

/// <summary>
/// Lets a request through to a route, or not. With keys the key's role decides. Without them only requests addressed to this machine by name and
/// coming from its own pages are served, so that no web page can reach the API through a browser (DNS rebinding, cross-site requests).
/// </summary>
internal sealed class AccessCheck(HttpApiOptions options)
{
    private const string Scheme = "Bearer ";

    /// <exception cref="ApiProblemException">The request is not let through.</exception>
    public void Check(HttpRequest request, AccessRole needed)
    {
        if (options.Keys.IsEmpty)
        {
            if (options.OnlyThisMachine)
                ThisMachine.ThrowIfNot(request);
            CheckHost(request);
            CheckOrigin(request);
            return;
        }

        if (needed == AccessRole.Anonymous)
            return;
        if (RoleOf(request) is not { } role)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            throw new ApiProblemException(401, "Key needed", "Send a valid API key as 'Authorization: Bearer …'.");
        }

        if (role < needed)
            throw new ApiProblemException(403, "Not allowed", $"This needs the role {Name(needed)}; the key has {Name(role)}.");
    }

    private AccessRole? RoleOf(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? options.Keys.RoleOf(value[Scheme.Length..].Trim())
            : null;
    }

    private void CheckHost(HttpRequest request)
    {
        var host = request.Host.Host;
        var isServed = IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? options.AllowsAddresses || IPAddress.IsLoopback(address)
            : host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        if (!isServed && !options.Hosts.Contains(host))
            throw new ApiProblemException(421, "Wrong host", "This manager has no API keys and answers only to its own names. Use localhost, name this host in JOBBERS_ALLOWED_HOSTS, or set JOBBERS_API_KEYS.");
    }

    private static void CheckOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count > 0 && !OwnOrigin.Is(origin, request.Host))
            throw new ApiProblemException(403, "Wrong origin", "Without API keys, requests from other sites' pages are refused.");
    }

    private static string Name(AccessRole role) => role switch
    {
        AccessRole.Viewer => "viewer",
        AccessRole.Submitter => "submitter",
        AccessRole.Operator => "operator",
        _ => "admin",
    };
}
