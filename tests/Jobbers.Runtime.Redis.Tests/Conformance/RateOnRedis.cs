using Jobbers.Redis.Tests.Server;
using Jobbers.Routing;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Conformance;

public sealed class RateOnRedis(SharedRedis server) : RateConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => RedisHarness.OpenAsync(server);

    [Fact]
    public async Task The_rate_holds_while_the_clock_is_behind()
    {
        await PutQueueAsync(new QueueConfig { Name = "paced", Rate = new RateLimit(12, 60, RatePeriod.Second) });
        await AcceptAsync(NewTask.Many(40, "paced"));
        var worker = StartWorker();
        var started = (await worker.ClaimAsync(9, "paced")).Claims.Count;
        await AdvanceAsync(-2);

        // The sum of starts gets a digit more on its way.
        for (var claim = 0; claim < 20; claim++)
            started += (await worker.ClaimAsync(1, "paced")).Claims.Count;

        Assert.Equal(12, started);
    }
}
