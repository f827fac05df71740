using Jobbers.Submission;

namespace Jobbers.Hosts.Tests.Client;

public sealed class HttpClientOnRedisTests() : ClientTests("redis")
{
    private protected override JobbersClient Create(ClientHost host) => host.HttpClient(retryFor: 0.5);
}
