namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class InfoOnRedisTests : InfoTests
{
    private protected override string Engine => "redis";
}
