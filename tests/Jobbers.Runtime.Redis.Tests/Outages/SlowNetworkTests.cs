using Jobbers.Redis.Tests.Server;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Outages;

/// <summary>What a call brings is bounded: a reply that does not come within the call's deadline is asked for again, and comes as late each time.</summary>
public sealed class SlowNetworkTests(SharedRedis server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_brings_about_half_a_megabyte_of_parameters_and_says_that_more_waits()
    {
        await using var harness = await RedisHarness.OpenRawAsync(server);
        var large = NewTask.Json($"\"{new string('x', 200_000)}\"");
        await harness.Store.Submission.SubmitAsync([.. NewTask.Many(5).Select(task => task with { Parameters = large })], Ct);

        var worker = new TestWorker(harness.Store, "w");
        var first = await worker.ClaimAsync(20);
        Assert.Equal((3, true), (first.Claims.Count, first.MoreWaiting));
        var last = await worker.ClaimAsync(17);
        Assert.Equal((2, false), (last.Claims.Count, last.MoreWaiting));
    }
}
