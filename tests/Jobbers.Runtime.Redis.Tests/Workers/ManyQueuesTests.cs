using System.Collections.Concurrent;
using Jobbers.Lifecycle;
using Jobbers.Redis.Tests.Server;
using Jobbers.Storage;
using Storage.Conformance;

namespace Jobbers.Redis.Tests.Workers;

/// <summary>A busy worker of more queues than one claim names, each with more tasks than it gets to: it comes to all of them.</summary>
public sealed class ManyQueuesTests(SharedRedis shared) : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // With the default queue, twice as many as a claim names.
    private static readonly string[] Queues = [.. Enumerable.Range(0, (2 * ClaimRequest.MaxQueues) - 1).Select(number => $"q{number:00}")];

    private readonly ConcurrentQueue<Ulid> _ran = new();
    private RedisHarness _harness = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ITaskStore Store => _harness.Store;

    public async ValueTask InitializeAsync()
    {
        _harness = await RedisHarness.OpenRawAsync(shared);
        await Store.Routing.EnsureQueuesAsync(["default", .. Queues], Ct);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(await _harness.FindViolationsAsync());
        await _harness.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Claims_reach_every_queue(int slots)
    {
        var queueOf = new Dictionary<Ulid, string>();
        foreach (var queue in Queues)
        {
            foreach (var id in await SubmitAsync(queue, 8))
                queueOf[id] = queue;
        }

        await WorkAsync(slots, queueOf.Count);

        // In one round each queue gives a task; claims need not begin with a round.
        Assert.Equal(Queues.Length, _ran.Take(2 * Queues.Length).Select(id => queueOf[id]).Distinct().Count());
    }

    [Fact]
    public async Task Claims_reach_the_suspects_of_every_queue()
    {
        var suspects = new List<Ulid>();
        foreach (var queue in (string[])[Queues[0], Queues[^1]])
            suspects.Add(await SuspectAsync(queue));
        const int Each = 50;
        foreach (var queue in Queues)
            await SubmitAsync(queue, Each);

        await WorkAsync(8, (Queues.Length * Each) + suspects.Count);

        foreach (var suspect in suspects)
            Assert.InRange(_ran.ToList().IndexOf(suspect), 0, Queues.Length * Each / 2);
    }

    private async Task<Ulid[]> SubmitAsync(string queue, int count)
    {
        SubmitRequest[] batch = [.. NewTask.Many(count, queue).Select(request => NumberWorker.Task(request))];
        Assert.All(await Store.Submission.SubmitAsync(batch, Ct), answer => Assert.Equal(SubmitKind.Accepted, answer.Kind));
        return [.. batch.Select(request => request.Id)];
    }

    private async Task<Ulid> SuspectAsync(string queue)
    {
        var id = Assert.Single(await SubmitAsync(queue, 1));
        for (var crash = 0; crash < LeaseTimes.SuspectCrashes; crash++)
        {
            Assert.Single((await new TestWorker(Store, $"victim-{queue}-{crash}").ClaimAsync(1, queue)).Claims);
            await _harness.AdvanceAsync(TimeSpan.FromSeconds(20));
            Assert.True(Assert.Single(await Store.Upkeep.RescueAsync(10, Ct)).CrashCounted);
        }

        return id;
    }

    private async Task WorkAsync(int slots, int tasks)
    {
        await using var worker = await NumberWorker.StartAsync(Store, slots, _ran.Enqueue);
        using var limit = new CancellationTokenSource(Deadline);
        while (_ran.Count < tasks)
        {
            Assert.False(limit.IsCancellationRequested, $"{tasks - _ran.Count} of {tasks} did not run");
            await Task.Delay(10, Ct);
        }
    }
}
