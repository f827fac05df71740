using System.Net;
using Jobbers.Hosts.Http.Problems;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Access;

/// <summary>Whether a request was sent on this machine, as far as can be known: by nothing that says it passes on another's.</summary>
internal static class ThisMachine
{
    private static readonly string[] Passed = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    /// <exception cref="ApiProblemException">It was not, or nobody knows.</exception>
    public static void ThrowIfNot(HttpRequest request)
    {
        var isLocal = request.HttpContext.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller);
        if (isLocal && !Passed.Any(request.Headers.ContainsKey))
            return;
        throw new ApiProblemException(
            403, "Not from here",
            "Nothing says who may call, so only this machine may. Put RequireAuthorization behind MapJobbers, name policies with UseAuthorizationPolicies, or set JOBBERS_API_KEYS.");
    }
}
