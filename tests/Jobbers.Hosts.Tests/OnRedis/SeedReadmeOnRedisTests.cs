namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class SeedReadmeOnRedisTests : SeedReadmeTests
{
    private protected override string Engine => "redis";
}
