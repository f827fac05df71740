namespace Jobbers.Hosts.Tests;

public sealed class TwoManagersOnRedisTests : TwoManagersTests
{
    private protected override string Engine => "redis";
}
