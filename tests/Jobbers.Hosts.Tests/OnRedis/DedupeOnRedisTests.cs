namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class DedupeOnRedisTests : DedupeTests
{
    private protected override string Engine => "redis";
}
