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
        _raw = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{_server.Port},allowAdmin=true");
        _store = await RedisStore.OpenAsync(new RedisStoreOptions { Url = _server.Url() }, NullLoggerFactory.Instance, Ct);
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

    private async Task<long> SentAsync() => long.Parse(
        (await _raw.GetServer("127.0.0.1", _server.Port).InfoAsync("stats")).SelectMany(group => group).Single(entry => entry.Key == "total_net_output_bytes").Value,
        CultureInfo.InvariantCulture);
}
