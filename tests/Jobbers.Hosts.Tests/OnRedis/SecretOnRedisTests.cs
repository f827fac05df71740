namespace Jobbers.Hosts.Tests.OnRedis;

public sealed class SecretOnRedisTests : SecretTests
{
    private protected override string Engine => "redis";
}
