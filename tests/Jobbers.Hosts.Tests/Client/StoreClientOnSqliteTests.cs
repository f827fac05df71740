using Jobbers.Submission;

namespace Jobbers.Hosts.Tests.Client;

public sealed class StoreClientOnSqliteTests() : ClientTests("sqlite")
{
    private protected override JobbersClient Create(ClientHost host) => host.StoreClient;
}
