using Jobbers.Lifecycle;
using Jobbers.Storage;
using Microsoft.Data.Sqlite;

namespace Jobbers.Sqlite.Tests;

/// <summary>A task that goes its usual way keeps the size of its row, so that neither a claim nor a completion splits pages.</summary>
public sealed class RowSizeTests : FileStoreTests
{
    private const int Jobs = 3_000;
    private const int Slots = 50;

    private readonly string _worker = Ulid.NewUlid().ToString();
    private long _calls;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_drain_leaves_the_file_about_as_large_as_the_bulk_submit_made_it()
    {
        foreach (var batch in Enumerable.Range(0, Jobs).Select(_ => Tasks.One()).OrderBy(task => task.Id).Chunk(500))
            await Store.Submission.SubmitAsync(batch, Ct);
        var submitted = Pages();

        await DrainAsync();

        Assert.Equal(Jobs, (await Store.Queries.CountAsync(Ct)).Sum(queue => queue.ByStatus.GetValueOrDefault(JobStatus.Completed)));
        // Rows that grew with their claim would need half as many pages again: 50 and more.
        Assert.InRange(Pages() - submitted, 0, 15);
    }

    private async Task DrainAsync()
    {
        IReadOnlyList<ClaimedTask> held = [];
        do
        {
            var ended = held.Select(claim => new Outcome { Claim = claim.Key, Kind = OutcomeKind.Completed, StartedAt = claim.StartedAt }).ToList();
            var request = new ClaimRequest { Want = Slots, Queues = [new QueueRoom("default", Slots)] };
            var answer = await Store.Execution.SettleAndClaimAsync(new WorkerCall(_worker, ++_calls), ended, request, Ct);
            Assert.All(answer.Settled, verdict => Assert.True(verdict.Written));
            held = answer.Claimed.Claims;
        }
        while (held.Count > 0);
    }

    private long Pages()
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        return (long)command.ExecuteScalar()!;
    }
}
