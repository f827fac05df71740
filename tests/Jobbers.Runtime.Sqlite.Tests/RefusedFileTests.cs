using Jobbers.Storage;
using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite.Tests;

/// <summary>Files that can never be a store: the message names the file and the remedy, and the file is left as it was.</summary>
public sealed class RefusedFileTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public Task A_directory_is_refused()
    {
        Directory.CreateDirectory(_file.Path);
        return AssertRefusedAsync(_file.Path, "is a directory");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("customer;amount\n", 400));
        await File.WriteAllTextAsync(_file.Path, text, TestContext.Current.CancellationToken);
        await AssertRefusedAsync(_file.Path, "is not a SQLite database");
        Assert.Equal(text, await File.ReadAllTextAsync(_file.Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_alone()
    {
        Execute("CREATE TABLE customers (name TEXT)");
        await AssertRefusedAsync(_file.Path, "another program");
        Assert.Equal(1, Scalar("SELECT count(*) FROM sqlite_schema"));
        Assert.Equal(0, Scalar("PRAGMA application_id"));
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_refused_and_left_alone()
    {
        await (await OpenAsync(_file.Path)).DisposeAsync();
        Execute("PRAGMA user_version = 999");
        await AssertRefusedAsync(_file.Path, "999");
        Assert.Equal(999, Scalar("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_read_only_file_is_refused()
    {
        await (await OpenAsync(_file.Path)).DisposeAsync();
        File.SetAttributes(_file.Path, FileAttributes.ReadOnly);
        await AssertRefusedAsync(_file.Path, "read-only");
    }

    [Fact]
    public Task A_directory_that_is_missing_is_refused() =>
        AssertRefusedAsync(Path.Combine(_file.Folder, "missing", "jobbers.db"), "cannot be opened or created");

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc, where nobody can make a file");
        await AssertRefusedAsync("/proc/jobbers.db", "cannot be opened or created");
    }

    [Fact]
    public async Task An_empty_file_becomes_a_store()
    {
        await File.WriteAllBytesAsync(_file.Path, [], TestContext.Current.CancellationToken);
        await (await OpenAsync(_file.Path)).DisposeAsync();
        Assert.Equal(Engine.Migrations.Latest, Scalar("PRAGMA user_version"));
    }

    private static async Task AssertRefusedAsync(string path, string reason)
    {
        var refusal = await Assert.ThrowsAsync<StoreRefusedException>(async () => await OpenAsync(path));
        Assert.Contains($"'{path}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(": ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static ValueTask<SqliteStore> OpenAsync(string path) =>
        SqliteStore.OpenAsync(new SqliteStoreOptions(path), TimeProvider.System, TestContext.Current.CancellationToken);

    private void Execute(string sql) => Scalar(sql);

    private long Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long value ? value : 0;
    }
}
