using Jobbers.Storage;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>A call that ends in an error half done. What the library keeps between calls is everybody's, so nothing of it is the next call's.</summary>
public sealed class FailedCallTests : IAsyncLifetime
{
    private const string Started = RedisKeys.Tag + "started:default";

    /// <summary>On a server of its own: the next call of the library must be this test's.</summary>
    private RedisHarness _harness = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ITaskStore Store => _harness.Store;

    public async ValueTask InitializeAsync()
    {
        _harness = (RedisHarness)await RedisHarness.OpenAloneAsync();
        await Store.Routing.EnsureQueuesAsync(["default", "other"], Ct);
        await Store.Submission.SubmitAsync([NewTask.In(), NewTask.In(), NewTask.In("other")], Ct);
    }

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task What_a_failed_claim_took_is_not_said_to_the_next()
    {
        await FailAsync(new TestWorker(Store, "w"));

        var claim = Assert.Single((await new TestWorker(Store, "v").ClaimAsync(5, "other")).Claims);
        Assert.Equal("other", claim.Queue);
    }

    [Fact]
    public async Task What_a_failed_claim_took_is_not_said_to_one_that_finds_nothing()
    {
        await FailAsync(new TestWorker(Store, "w"));

        Assert.Empty((await new TestWorker(Store, "v").ClaimAsync(0, "other")).Claims);
    }

    [Fact]
    public async Task What_a_failed_claim_took_is_not_said_to_a_repeated_call()
    {
        var other = new TestWorker(Store, "v");
        var before = await other.ClaimOneAsync("other");
        await FailAsync(new TestWorker(Store, "w"));

        Assert.Equal(before.Id, Assert.Single((await other.RepeatClaimAsync(ClaimRequests.Want(1, "other"))).Claims).Id);
    }

    /// <summary>Claims two tasks, which cannot be entered among the started.</summary>
    private async Task FailAsync(TestWorker worker)
    {
        await _harness.Raw.StringSetAsync(Started, "no sorted set");
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await worker.ClaimAsync(2, "default"));
        await _harness.Raw.KeyDeleteAsync(Started);
    }
}
