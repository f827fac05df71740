namespace Jobbers.Hosts.Tests;

/// <summary>Tests against a manager of their own, without keys. Whatever they do, the manager must not have failed inside.</summary>
public abstract class ManagerTests : IAsyncLifetime
{
    private protected Manager Manager { get; private set; } = null!;

    /// <summary>The store below: sqlite, or redis in the subclasses under OnRedis.</summary>
    private protected virtual string Engine => "sqlite";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Manager = await Manager.StartAsync(engine: Engine);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Manager.DisposeAsync();
        Manager.Log.AssertNoFailure();
        GC.SuppressFinalize(this);
    }
}
