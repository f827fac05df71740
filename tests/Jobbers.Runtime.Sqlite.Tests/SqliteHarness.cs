using Jobbers.Storage;
using Microsoft.Extensions.Time.Testing;
using Storage.Conformance;

namespace Jobbers.Sqlite.Tests;

/// <summary>A store in a file of its own, with a clock in the test's hand.</summary>
public sealed class SqliteHarness : StoreHarness
{
    private readonly TemporaryFile _file;
    private readonly SqliteStore _store;

    private SqliteHarness(TemporaryFile file, SqliteStore store, FakeTimeProvider time) => (_file, _store, Time) = (file, store, time);

    internal FakeTimeProvider Time { get; }

    internal override ITaskStore Store => _store;

    internal string Path => _file.Path;

    public static async ValueTask<StoreHarness> CreateAsync()
    {
        var file = new TemporaryFile();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        return new SqliteHarness(file, await OpenAsync(file.Path, time), time);
    }

    internal static ValueTask<SqliteStore> OpenAsync(string path, TimeProvider time) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions(path) { Durability = SqliteDurability.Normal }, time, TestContext.Current.CancellationToken);

    internal override ValueTask AdvanceAsync(TimeSpan by)
    {
        Time.Advance(by);
        return ValueTask.CompletedTask;
    }

    internal override async ValueTask<ITaskStore> OpenSecondAsync() => await OpenAsync(Path, Time);

    internal override ValueTask<IReadOnlyList<string>> FindViolationsAsync() => ValueTask.FromResult(Violations.Find(Path));

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _file.Dispose();
    }
}
