namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class TaskOnRedisTests : TaskTests
{
    private protected override string Engine => "redis";
}
