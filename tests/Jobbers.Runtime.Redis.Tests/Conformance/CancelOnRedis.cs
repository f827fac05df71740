using Jobbers.Redis.Tests.Server;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Conformance;

public sealed class CancelOnRedis(SharedRedis server) : CancelConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => RedisHarness.OpenAsync(server);
}
