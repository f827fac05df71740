namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class QueueOnRedisTests : QueueTests
{
    private protected override string Engine => "redis";
}
