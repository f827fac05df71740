using System.Net;
using Jobbers.Hosts.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Access;

/// <summary>Whether a request was sent on this machine, as far as can be known: by nothing that says it passes on another's.</summary>
internal static class ThisMachine
{
    private static readonly string[] Passed = ["Forwarded", "X-Real-IP", "Via"];

    /// <summary>The latter are what ASP.NET Core's forwarded headers leave of the former, when they have put what those say in the place of the connection's address.</summary>
    private static readonly string[] PassedPrefixes = ["X-Forwarded-", "X-Original-"];

    /// <exception cref="ApiProblemException">It was not, or nobody knows.</exception>
    public static void ThrowIfNot(HttpRequest request)
    {
        var isLocal = request.HttpContext.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller);
        if (isLocal && !request.Headers.Keys.Any(SaysPassed))
            return;
        throw new ApiProblemException(
            403, "Not from here",
            "Nothing says who may call, so only this machine may. Put RequireAuthorization behind MapJobbers, name policies with UseAuthorizationPolicies, or set JOBBERS_API_KEYS.");
    }

    private static bool SaysPassed(string header) =>
        Passed.Contains(header, StringComparer.OrdinalIgnoreCase) || PassedPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
