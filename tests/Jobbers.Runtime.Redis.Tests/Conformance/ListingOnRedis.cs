using Jobbers.Redis.Tests.Server;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Conformance;

public sealed class ListingOnRedis(SharedRedis server) : ListingConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => RedisHarness.OpenAsync(server);
}
