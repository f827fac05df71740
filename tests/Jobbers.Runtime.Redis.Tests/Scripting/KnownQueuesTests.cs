using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using StackExchange.Redis;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Scripting;

/// <summary>The functions keep what they read of queues: never longer than it is true.</summary>
public sealed class KnownQueuesTests(SharedRedis shared) : IAsyncLifetime
{
    private RedisHarness _harness = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ITaskStore Store => _harness.Store;

    public async ValueTask InitializeAsync()
    {
        _harness = await RedisHarness.OpenRawAsync(shared);
        await Store.Routing.EnsureQueuesAsync(["reports"], Ct);
        Assert.Equal(SubmitKind.Accepted, await SubmitAsync(Store));
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task A_change_that_a_program_of_an_earlier_version_made_holds_at_once()
    {
        await PauseAsEarlierVersionsDoAsync();
        Assert.Empty((await new TestWorker(Store, "w").ClaimAsync(1, "reports")).Claims);

        await _harness.Raw.KeyDeleteAsync(Queue);
        await _harness.Raw.StringIncrementAsync(RedisKeys.Routing);
        Assert.Equal(SubmitKind.QueueUnknown, await SubmitAsync(Store));
    }

    [Fact]
    public async Task A_store_that_was_emptied_has_none_of_the_queues_before()
    {
        await _harness.RawServer.FlushDatabaseAsync(_harness.Raw.Database);
        await using var anew = await RedisHarness.OpenStoreAsync(shared.Process.Url(_harness.Raw.Database));
        // As many changes as the store before had.
        await anew.Routing.EnsureQueuesAsync(["mail"], Ct);

        Assert.Equal(SubmitKind.QueueUnknown, await SubmitAsync(anew));
    }

    [Fact]
    public async Task Another_database_has_queues_of_its_own()
    {
        await using var other = await RedisHarness.OpenRawAsync(shared);
        await other.Raw.StringSetAsync(RedisKeys.Routing, await _harness.Raw.StringGetAsync(RedisKeys.Routing));
        Assert.Equal(SubmitKind.Accepted, await SubmitAsync(Store));

        Assert.Equal(SubmitKind.QueueUnknown, await SubmitAsync(other.Store));
    }

    private static RedisKey Queue => RedisKeys.Tag + "queue:reports";

    private async Task PauseAsEarlierVersionsDoAsync()
    {
        await _harness.Raw.HashSetAsync(Queue, "paused", 1);
        await _harness.Raw.StringIncrementAsync(RedisKeys.Routing);
    }

    private static async Task<SubmitKind> SubmitAsync(ITaskStore store) =>
        Assert.Single(await store.Submission.SubmitAsync([NewTask.In("reports")], Ct)).Kind;
}
