using System.Diagnostics;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Storage.Conformance;

namespace Jobbers.Sqlite.Tests;

/// <summary>A file that is taken away, or replaced, while a process has it open.</summary>
public sealed class FilePlaceTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    public async Task A_file_that_is_not_where_it_was_opened_is_noticed_and_takes_nothing_until_it_is_back(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file is not moved there");
        await using var store = await OpenAsync();
        await store.Submission.SubmitAsync([Tasks.One()], Ct);
        File.Move(_file.Path + what, _file.Path + ".away");

        var (before, refused) = await SubmitUntilRefusedAsync(store);
        Assert.Contains($"'{_file.Path}', or the -wal beside it, was removed, moved or replaced", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Upkeep.ProveWritableAsync(Ct));
        var unread = await Assert.ThrowsAsync<StoreUnavailableException>(() => CountAsync(store));
        Assert.Matches("cannot be opened any more|was removed, moved or replaced", unread.Message);
        Assert.False(File.Exists(_file.Path + what));
        await File.WriteAllBytesAsync(_file.Path + what, [], Ct);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Submission.SubmitAsync([Tasks.One()], Ct));

        File.Move(_file.Path + ".away", _file.Path + what, overwrite: true);
        await store.Submission.SubmitAsync([Tasks.One()], Ct);
        Assert.Equal(2 + before, await CountAsync(store));
        Assert.Empty(Violations.Find(_file.Path));
    }

    [Fact]
    public async Task A_file_that_another_has_replaced_takes_nothing_more_and_reads_are_of_the_one_that_is_there()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file is not replaced there");
        await using var store = await OpenAsync();
        await store.Submission.SubmitAsync([Tasks.One()], Ct);
        Assert.Equal(1, await CountAsync(store));
        foreach (var file in Directory.GetFiles(_file.Folder))
            File.Delete(file);
        await using var next = await OpenAsync();
        await next.Submission.SubmitAsync([Tasks.One(), Tasks.One()], Ct);

        await SubmitUntilRefusedAsync(store);
        Assert.Equal(2, await CountAsync(store));
    }

    /// <summary>A process looks at the place of its file now and then only. What it takes until then is in the file that it has.</summary>
    private static async Task<(int Taken, StoreUnavailableException Refusal)> SubmitUntilRefusedAsync(SqliteStore store)
    {
        var watch = Stopwatch.StartNew();
        for (var taken = 0; ; taken++)
        {
            try
            {
                await store.Submission.SubmitAsync([Tasks.One()], Ct);
            }
            catch (StoreUnavailableException refusal)
            {
                return (taken, refusal);
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "it goes on with a file that nobody else sees");
        }
    }

    private ValueTask<SqliteStore> OpenAsync() => SqliteHarness.OpenAsync(_file.Path, TimeProvider.System);

    private static async Task<long> CountAsync(SqliteStore store) =>
        Assert.Single(await store.Queries.CountAsync(Ct)).ByStatus.GetValueOrDefault(JobStatus.Submitted);
}
