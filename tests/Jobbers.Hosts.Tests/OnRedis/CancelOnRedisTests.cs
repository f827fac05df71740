namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class CancelOnRedisTests : CancelTests
{
    private protected override string Engine => "redis";
}
