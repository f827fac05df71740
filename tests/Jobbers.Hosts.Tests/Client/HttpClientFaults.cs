using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>Tests of what only the client over HTTP can meet: a manager, and a network before it that fails as it is told.</summary>
public abstract class HttpClientFaults : IAsyncLifetime
{
    private protected FaultyNetwork Network { get; } = new();

    private protected ClientHost Host { get; private set; } = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Host = await ClientHost.StartAsync("sqlite");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Network.Dispose();
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<IReadOnlyList<TaskRecord>> StoredAsync() => (await Host.Store.Queries.ListAsync(new ListQuery { Limit = 100 }, Stop)).Tasks;

    private protected static async Task<ManagerRefusedException> RefusedAsync(Func<Task> call, int status)
    {
        var refused = await Assert.ThrowsAsync<ManagerRefusedException>(call);
        Assert.Equal(status, refused.Status);
        return refused;
    }
}
