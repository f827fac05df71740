namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class ListOnRedisTests : ListTests
{
    private protected override string Engine => "redis";
}
