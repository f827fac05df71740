using Storage.Conformance;

namespace Jobbers.Redis.Tests.Conformance;

public sealed class RefusedWritesOnRedis : RefusedWritesConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => RedisHarness.OpenAloneAsync();
}
