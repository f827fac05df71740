using Storage.Conformance;

namespace Jobbers.Sqlite.Tests.Conformance;

public sealed class SqlitePruneTests : PruneConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => SqliteHarness.CreateAsync();
}
