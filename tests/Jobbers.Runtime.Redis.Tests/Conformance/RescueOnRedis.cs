using Jobbers.Redis.Tests.Server;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Conformance;

public sealed class RescueOnRedis(SharedRedis server) : RescueConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => RedisHarness.OpenAsync(server);
}
