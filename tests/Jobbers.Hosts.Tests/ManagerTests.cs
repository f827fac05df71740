namespace Jobbers.Hosts.Tests;

/// <summary>Tests against a manager of their own, without keys. Whatever they do, the manager must not have failed inside.</summary>
public abstract class ManagerTests : IAsyncLifetime
{
    private protected Manager Manager { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Manager = await Manager.StartAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Manager.DisposeAsync();
        Assert.Empty(Manager.Log.Failures);
        GC.SuppressFinalize(this);
    }
}
