using Jobbers.Hosts.Embedding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Jobbers.Hosts;

/// <summary>Serves the HTTP API and the dashboard within a program of one's own.</summary>
public static class JobbersEndpoints
{
    /// <summary>
    /// Serves them below <paramref name="path"/>: the dashboard at <c>/jobbers/</c>, the API's routes at <c>/jobbers/tasks</c> and so on, for
    /// <see cref="Submission.JobbersHttpClient"/> and the command line too (<c>--url</c> with the path). The program needs the part
    /// <see cref="JobbersParts.Manager"/>, which it has by default.
    /// <para>
    /// Who may call: whoever the program's own authorization lets through, where it is asked for behind this call
    /// (<c>app.MapJobbers().RequireAuthorization("operators")</c>, for all routes alike); or by route, whoever fulfils the policies named with
    /// <see cref="AuthorizationPolicies.UseAuthorizationPolicies"/>; or whoever has one of JOBBERS_API_KEYS. Without any of these, only this machine.
    /// </para>
    /// </summary>
    /// <param name="endpoints">The program, or a group of its endpoints.</param>
    /// <param name="path">Begins with a slash and does not end with one; segments are letters, digits and <c>-._~</c>.</param>
    /// <exception cref="ArgumentException">The path is not of that form.</exception>
    /// <exception cref="InvalidOperationException">AddJobbers was not called, or without the part Manager.</exception>
    public static IEndpointConventionBuilder MapJobbers(this IEndpointRouteBuilder endpoints, string path = "/jobbers")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        if (!IsPath(path))
            throw new ArgumentException($"'{path}' is no path for MapJobbers: it must be like /jobbers or /internal/jobs, of letters, digits and -._~, without a slash at its end.", nameof(path));
        return EmbeddedManager.Map(endpoints, path);
    }

    private static bool IsPath(string path) =>
        path.StartsWith('/') && path[1..].Split('/').All(segment => segment is not ("" or "." or "..") && segment.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~'));
}
