using Jobbers.Hosts.Http.Statistics;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Hosts.Tests;

/// <summary>Whole tasks may be megabytes: however many a request is about, few of them are read from the store at once.</summary>
public sealed class PieceTests : IAsyncLifetime
{
    private const int Tasks = 110;
    private const int Most = 25;

    private readonly List<int> _reads = [];
    private Manager _manager = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _manager = await Manager.StartAsync(wrap: store => WatchedProxy.Around(store, Watch));

    public ValueTask DisposeAsync() => _manager.DisposeAsync();

    [Fact]
    public async Task The_latencies_of_a_hundred_ends()
    {
        await SubmitAsync();
        await _manager.PostAsync("/tasks/cancel", """{"queue":"default"}""");
        _reads.Clear();

        Assert.Equal(100, (await _manager.GetAsync("/stats")).Is(200)["recent"].GetProperty("latency_sample").GetInt32());

        ReadInPieces();
    }

    [Fact]
    public async Task A_cancel_by_filter()
    {
        await SubmitAsync();

        var answer = (await _manager.PostAsync("/tasks/cancel", """{"task_name":"echo"}""")).Is(200);

        Assert.Equal((Tasks, false), (answer["results"].GetArrayLength(), answer["more"].GetBoolean()));
        ReadInPieces();
    }

    [Fact]
    public async Task A_bounded_cancel_says_that_there_is_more()
    {
        await SubmitAsync();

        var answer = (await _manager.PostAsync("/tasks/cancel", """{"queue":"default","limit":60}""")).Is(200);

        Assert.Equal((60, true), (answer["results"].GetArrayLength(), answer["more"].GetBoolean()));
        ReadInPieces();
    }

    [Fact]
    public async Task Dead_letters_by_id_and_by_filter()
    {
        var ids = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            ids.Add(await _manager.SubmitAsync());
            await _manager.Worker.FailAsync();
        }

        var named = string.Join(',', ids.Take(30).Select(id => $"\"{id}\""));
        Assert.Equal(30, (await _manager.PostAsync("/dead-letter-queue/resubmit", $$"""{"task_ids":[{{named}}]}""")).Is(200)["resubmitted"].GetInt32());
        Assert.Equal(30, (await _manager.PostAsync("/dead-letter-queue/resubmit", """{"queue":"reports"}""")).Is(200)["resubmitted"].GetInt32());
        ReadInPieces();
    }

    [Fact]
    public async Task A_batch_that_was_there_already()
    {
        var batch = await SubmitAsync();

        var results = (await _manager.PostAsync("/tasks/batch", batch)).Is(200)["results"];

        Assert.All(results.EnumerateArray(), result => Assert.True(result.GetProperty("task").GetProperty("deduplicated").GetBoolean()));
        Assert.Equal(Tasks, results.EnumerateArray().Select(result => result.GetProperty("task").GetProperty("id").GetString()).Distinct().Count());
        ReadInPieces();
    }

    [Fact]
    public async Task Ends_that_are_too_old_are_not_gone_on_with()
    {
        var folder = Directory.CreateTempSubdirectory("jobbers-http-");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using (var store = await SqliteStore.OpenAsync(new SqliteStoreOptions(Path.Combine(folder.FullName, "a.db")), time, Stop))
        {
            await EndAsync(store, 60);
            time.Advance(TimeSpan.FromMinutes(10));
            await EndAsync(store, 3);
            using var ends = new RecentEnds(WatchedProxy.Around(store, Watch), time);

            Assert.Equal(3, (await ends.GetAsync(Stop)).Newest.Count);

            // One page of each status.
            Assert.Equal(5, _reads.Count);
        }

        folder.Delete(recursive: true);
    }

    private static async Task EndAsync(SqliteStore store, int tasks)
    {
        await store.Routing.EnsureQueuesAsync(["default"], Stop);
        var requests = Enumerable.Range(0, tasks).Select(_ => new SubmitRequest { Id = Ulid.NewUlid(), Name = "echo", Version = 1, Queue = "default", Parameters = "{}"u8.ToArray() });
        var answers = await store.Submission.SubmitAsync([.. requests], Stop);
        await store.Submission.CancelAsync([.. answers.Select(answer => answer.Id)], Stop);
    }

    private async Task<string> SubmitAsync()
    {
        var batch = $"[{string.Join(',', Enumerable.Range(0, Tasks).Select(_ => $$"""{"name":"echo","id":"{{Ulid.NewUlid()}}"}"""))}]";
        (await _manager.PostAsync("/tasks/batch", batch)).Is(200);
        return batch;
    }

    private void Watch(string method, object?[] arguments)
    {
        lock (_reads)
        {
            if (method is "ListAsync" or "ListDeadLettersAsync")
                _reads.Add(((ListQuery)arguments[0]!).Limit);
            else if (method == "GetAsync" && arguments[0] is IReadOnlyList<Ulid> ids)
                _reads.Add(ids.Count);
        }
    }

    private void ReadInPieces()
    {
        Assert.NotEmpty(_reads);
        Assert.All(_reads, read => Assert.InRange(read, 1, Most));
    }
}
