namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class LargeAnswerOnRedisTests : LargeAnswerTests
{
    private protected override string Engine => "redis";
}
