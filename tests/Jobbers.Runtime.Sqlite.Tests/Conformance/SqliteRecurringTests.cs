using Storage.Conformance;

namespace Jobbers.Sqlite.Tests.Conformance;

public sealed class SqliteRecurringTests : RecurringConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => SqliteHarness.CreateAsync();
}
