using Jobbers.Storage;

namespace Jobbers.Sqlite.Tests;

/// <summary>A pass of the scheduler reads what it queues, however many queues have tasks that are due.</summary>
public sealed class PromoteCostTests : IAsyncLifetime
{
    private const int Queues = 40;
    private const int EachDue = 50;

    private SqliteHarness _harness = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _harness = (SqliteHarness)await SqliteHarness.CreateAsync();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task A_pass_over_many_queues_reads_no_more_than_it_may_queue()
    {
        var names = Enumerable.Range(0, Queues).Select(number => $"q{number:00}").ToArray();
        await _harness.Store.Routing.EnsureQueuesAsync(names, Ct);
        foreach (var name in names)
        {
            var due = Enumerable.Range(0, EachDue).Select(_ => Tasks.One() with { Queue = name, Delay = TimeSpan.FromSeconds(1) });
            await _harness.Store.Submission.SubmitAsync([.. due], Ct);
        }

        await _harness.AdvanceAsync(TimeSpan.FromSeconds(5));
        await PromoteAsync(EachDue);

        var (answer, allocated) = await PromoteAsync(EachDue);

        Assert.Equal((EachDue, TimeSpan.Zero), (answer.Promoted, answer.NextDue));
        // A task that is read and queued takes about 500 bytes; to read all queues' took 400 KB.
        Assert.InRange(allocated, 1, 100_000);
    }

    private ValueTask<(PromoteAnswer Answer, long Allocated)> PromoteAsync(int limit) => ((SqliteStore)_harness.Store).Writer.RunAsync(
        verbs =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var answer = verbs.Promote.Execute(null, limit);
            return (answer, GC.GetAllocatedBytesForCurrentThread() - before);
        },
        Ct);
}
