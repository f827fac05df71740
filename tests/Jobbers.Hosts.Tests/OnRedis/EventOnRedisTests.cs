namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class EventOnRedisTests : EventTests
{
    private protected override string Engine => "redis";
}
