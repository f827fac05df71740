using Jobbers.Redis.Tests.Server;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Conformance;

public sealed class RateOnRedis(SharedRedis server) : RateConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => RedisHarness.OpenAsync(server);
}
