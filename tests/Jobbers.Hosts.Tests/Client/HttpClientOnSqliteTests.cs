using Jobbers.Submission;

namespace Jobbers.Hosts.Tests.Client;

public sealed class HttpClientOnSqliteTests() : ClientTests("sqlite")
{
    private protected override JobbersClient Create(ClientHost host) => host.HttpClient(retryFor: 0.5);
}
