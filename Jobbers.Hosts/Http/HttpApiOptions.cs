using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Http.Access;

namespace Jobbers.Hosts.Http;

/// <summary>Who may talk to the API.</summary>
/// <param name="Keys">Empty: everyone who can reach it, as host checks allow.</param>
/// <param name="Hosts">Names, beside loopback's, that requests may be addressed to while there are no keys.</param>
internal sealed record HttpApiOptions(ApiKeys Keys, IReadOnlySet<string> Hosts)
{
    public static HttpApiOptions From(ListenSettings listen) => new(
        ApiKeys.Parse(listen.ApiKeys),
        listen.Urls.Select(url => url.Host).ToHashSet(StringComparer.OrdinalIgnoreCase));
}
