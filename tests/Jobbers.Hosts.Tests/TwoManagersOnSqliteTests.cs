namespace Jobbers.Hosts.Tests;

public sealed class TwoManagersOnSqliteTests : TwoManagersTests
{
    private protected override string Engine => "sqlite";
}
