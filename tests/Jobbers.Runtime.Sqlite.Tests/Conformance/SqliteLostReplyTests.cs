using Storage.Conformance;

namespace Jobbers.Sqlite.Tests.Conformance;

public sealed class SqliteLostReplyTests : LostReplyConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => SqliteHarness.CreateAsync();
}
