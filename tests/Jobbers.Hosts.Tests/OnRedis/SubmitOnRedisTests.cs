namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class SubmitOnRedisTests : SubmitTests
{
    private protected override string Engine => "redis";
}
