namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class DeadLetterOnRedisTests : DeadLetterTests
{
    private protected override string Engine => "redis";
}
