using Jobbers.Sqlite.Engine;
using Jobbers.Storage;
using Microsoft.Extensions.Time.Testing;
using Storage.Conformance;

namespace Jobbers.Sqlite.Tests;

/// <summary>A store in a file of its own, with a clock in the test's hand.</summary>
public sealed class SqliteHarness : StoreHarness
{
    private readonly TemporaryFile _file;
    private readonly SqliteStore _store;
    private Database? _database;

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

    internal override async ValueTask RefuseWritesAsync(bool refuses)
    {
        // Where nothing may be written no transaction begins in which the writer could be told otherwise: it is idle, and told from here.
        if (refuses)
            await _store.Writer.RunAsync(verbs => (_database = verbs.Session.Database).Scalar("PRAGMA query_only = ON"), TestContext.Current.CancellationToken);
        else
            _database!.Scalar("PRAGMA query_only = OFF");
    }

    internal override async ValueTask<ITaskStore> OpenSecondAsync() => await OpenAsync(Path, Time);

    internal override ValueTask<IReadOnlyList<string>> FindViolationsAsync() => ValueTask.FromResult(Violations.Find(Path));

    public override async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _file.Dispose();
    }
}
