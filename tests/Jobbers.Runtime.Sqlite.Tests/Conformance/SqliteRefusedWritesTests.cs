using Storage.Conformance;

namespace Jobbers.Sqlite.Tests.Conformance;

public sealed class SqliteRefusedWritesTests : RefusedWritesConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => SqliteHarness.CreateAsync();
}
