using Storage.Conformance;

namespace Jobbers.Sqlite.Tests.Conformance;

public sealed class SqliteQueriesTests : QueriesConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => SqliteHarness.CreateAsync();
}
