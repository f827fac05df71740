using Storage.Conformance;

namespace Jobbers.Sqlite.Tests.Conformance;

public sealed class SqlitePromoteTests : PromoteConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => SqliteHarness.CreateAsync();
}
