namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class RoleOnRedisTests : RoleTests
{
    private protected override string Engine => "redis";
}
