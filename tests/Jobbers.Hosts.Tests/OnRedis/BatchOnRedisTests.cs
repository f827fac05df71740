namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class BatchOnRedisTests : BatchTests
{
    private protected override string Engine => "redis";
}
