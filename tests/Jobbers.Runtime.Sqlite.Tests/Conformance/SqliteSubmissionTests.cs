using Storage.Conformance;

namespace Jobbers.Sqlite.Tests.Conformance;

public sealed class SqliteSubmissionTests : SubmissionConformance
{
    protected override ValueTask<StoreHarness> CreateAsync() => SqliteHarness.CreateAsync();
}
