using System.Globalization;
using Jobbers.Lifecycle;
using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Jobbers.Redis.Tests.Budgets;

/// <summary>A filter that no index answers looks at many tasks: it reads what it looks at, and whole only those that it shows.</summary>
public sealed class ListingCostTests : IAsyncLifetime
{
    private const int Size = 100_000;
    private const int Tasks = 100;

    private RedisProcess _server = null!;
    private RedisStore _store = null!;
    private ConnectionMultiplexer _raw = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisProcess.StartAsync();
        _raw = await ConnectionMultiplexer.ConnectAsync(_server.Raw);
        _store = await RedisStore.OpenAsync(RedisProcess.Options(_server.Url()), NullLoggerFactory.Instance, Ct);
        await _store.Routing.EnsureQueuesAsync(["default"], Ct);
        var parameters = new byte[Size];
        Array.Fill(parameters, (byte)' ');
        SubmitRequest[] batch = [.. NewTasks.Many(Tasks).Select(task => task with { Parameters = parameters })];
        batch[^1] = batch[^1] with { Name = "rare", Tags = ["tag"] };
        await _store.Submission.SubmitAsync(batch, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _raw.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(JobStatus.Submitted)]
    public async Task Payloads_of_what_is_not_shown_are_not_read(JobStatus? status)
    {
        var before = await SentAsync();

        var page = await _store.Queries.ListAsync(new ListQuery { Status = status, Name = "rare", Tag = "tag" }, Ct);

        Assert.Equal(Size, Assert.Single(page.Tasks).Parameters.Length);
        Assert.InRange(await SentAsync() - before, Size, 2 * Size);
    }

    [Theory]
    [InlineData(JobStatus.Scheduled)]
    [InlineData(JobStatus.Cancelled)]
    public async Task A_page_among_tasks_of_one_moment_reads_no_more_than_the_first(JobStatus status)
    {
        const int pageSize = 100;
        SubmitRequest[] many = [.. NewTasks.Many(4_000).Select(task => task with { RunAt = new DateTimeOffset(2099, 1, 1, 9, 0, 0, TimeSpan.Zero) })];
        foreach (var batch in many.Chunk(500))
            await _store.Submission.SubmitAsync(batch, Ct);
        if (status == JobStatus.Cancelled)
            await _store.Submission.CancelAsync([.. many.Select(task => task.Id)], Ct);
        var (listed, cursor, first) = (new List<Ulid>(), default(string), 0L);

        do
        {
            var before = await SentAsync();
            var page = await _store.Queries.ListAsync(new ListQuery { Status = status, Limit = pageSize, Cursor = cursor }, Ct);
            var sent = await SentAsync() - before;
            first = first == 0 ? sent : first;
            Assert.InRange(sent, 1, first * 5 / 4);
            listed.AddRange(page.Tasks.Select(task => task.Id));
            cursor = page.NextCursor;
            // The next page goes on from its place, also when it is no longer there.
            if (status == JobStatus.Scheduled)
                await _store.Submission.CancelAsync([listed[^1]], Ct);
        }
        while (cursor is not null);

        Assert.Equal(many.Select(task => task.Id).Order(), status == JobStatus.Scheduled ? listed : listed.Order());
    }

    private async Task<long> SentAsync() => long.Parse(
        (await _raw.GetServer("127.0.0.1", _server.Port).InfoAsync("stats")).SelectMany(group => group).Single(entry => entry.Key == "total_net_output_bytes").Value,
        CultureInfo.InvariantCulture);
}
