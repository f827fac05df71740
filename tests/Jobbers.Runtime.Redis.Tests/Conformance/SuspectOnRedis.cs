using Jobbers.Redis.Tests.Server;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Conformance;

public sealed class SuspectOnRedis(SharedRedis server) : SuspectConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => RedisHarness.OpenAsync(server);
}
