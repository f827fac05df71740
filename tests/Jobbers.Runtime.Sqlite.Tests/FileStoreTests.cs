namespace Jobbers.Sqlite.Tests;

/// <summary>Tests of one store in a file of its own, which must be consistent at their end.</summary>
public abstract class FileStoreTests : IAsyncLifetime
{
    private readonly TemporaryFile _file = new();
    private SqliteStore? _store;

    private protected SqliteStore Store => _store!;

    private protected string FilePath => _file.Path;

    public async ValueTask InitializeAsync() => _store = await SqliteHarness.OpenAsync(FilePath, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Assert.Empty(Violations.Find(FilePath));
        _file.Dispose();
        GC.SuppressFinalize(this);
    }
}
