using System.Text.Json;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Tests;

/// <summary>A store that goes away while it takes a batch.</summary>
public sealed class BatchOutageTests
{
    [Fact]
    public async Task What_the_store_took_before_it_went_away_is_answered_and_the_rest_has_a_problem_each()
    {
        var submits = 0;
        await using var manager = await Manager.StartAsync(wrap: store => WatchedProxy.Around(store, (method, _) => FailIf(method == "SubmitAsync" && ++submits == 2)));

        var results = ResultsOf((await manager.PostAsync("/tasks/batch", Many(700, _ => """{"name":"echo"}"""))).Is(200));

        Assert.Equal(700, results.Count);
        // One call of the store is stored as a whole or not at all, in any store.
        Assert.All(results.Take(128), result => Assert.True(result.GetProperty("ok").GetBoolean()));
        Assert.All(results.Skip(128), IsUnavailable);
        var counts = await manager.Store.Queries.CountAsync(TestContext.Current.CancellationToken);
        Assert.Equal(128, counts.Sum(queue => queue.ByStatus.GetValueOrDefault(JobStatus.Submitted)));
    }

    [Fact]
    public async Task Repeats_that_cannot_be_read_have_a_problem_each_and_the_store_is_asked_once()
    {
        var (reads, isDown) = (0, false);
        await using var manager = await Manager.StartAsync(wrap: store => WatchedProxy.Around(store, (method, _) =>
        {
            reads += method == "GetAsync" ? 1 : 0;
            FailIf(method == "GetAsync" && isDown);
        }));
        var batch = Many(60, _ => $$"""{"name":"echo","id":"{{Ulid.NewUlid()}}"}""");
        (await manager.PostAsync("/tasks/batch", batch)).Is(200);
        (reads, isDown) = (0, true);

        var results = ResultsOf((await manager.PostAsync("/tasks/batch", $$"""{{batch.TrimEnd(']')}},{"name":"echo"}]""")).Is(200));

        Assert.All(results.Take(60), IsUnavailable);
        Assert.True(results[60].GetProperty("ok").GetBoolean());
        Assert.Equal(1, reads);
    }

    private static string Many(int count, Func<int, string> task) => $"[{string.Join(',', Enumerable.Range(0, count).Select(task))}]";

    private static List<JsonElement> ResultsOf(Answer answer) => [.. answer["results"].EnumerateArray()];

    private static void FailIf(bool isDown)
    {
        if (isDown)
            throw new StoreUnavailableException("The database file jobbers.db is locked by another program; close it.");
    }

    private static void IsUnavailable(JsonElement result)
    {
        var problem = result.GetProperty("problem");
        Assert.Equal((503, "store_unavailable"), (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString()));
    }
}
