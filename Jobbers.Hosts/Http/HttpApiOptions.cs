using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Http.Access;

namespace Jobbers.Hosts.Http;

/// <summary>Who may talk to the API.</summary>
/// <param name="Keys">Empty: everyone who can reach it, as host checks allow.</param>
/// <param name="Hosts">Names, beside loopback's, that requests may be addressed to while there are no keys.</param>
/// <param name="AllowsAddresses">
/// Whether, without keys, any IP address may be addressed: where it is allowed that other machines call. A rebound name never is an address.
/// </param>
internal sealed record HttpApiOptions(ApiKeys Keys, IReadOnlySet<string> Hosts, bool AllowsAddresses)
{
    /// <summary>Whether, without keys, only callers on this machine are served: in a program of one's own, which listens where it likes.</summary>
    public bool OnlyThisMachine { get; init; }

    public static HttpApiOptions From(ListenSettings listen) => new(
        ApiKeys.Parse(listen.ApiKeys),
        listen.Urls.Select(url => url.Host).Concat(listen.AllowedHosts).ToHashSet(StringComparer.OrdinalIgnoreCase),
        listen.AllowsAnonymous);
}
