using System.Globalization;
using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Runtime.Tests;
using Jobbers.Storage;
using Jobbers.Submission;
using Jobbers.Submission.Recurring;
using Microsoft.Extensions.Logging.Abstractions;

namespace Storage.Conformance;

/// <summary>Tasks that recur by themselves: each occurrence once, whoever stores it.</summary>
public abstract class RecurringConformance : StoreConformance
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(2);

    [Fact]
    public async Task An_occurrence_is_stored_once_by_all_schedulers_and_runs_at_its_time()
    {
        var time = await InAsync(Soon);
        await using var second = await Harness.OpenSecondAsync();
        await Task.WhenAll(Scheduler(time).RunAsync(Ct).AsTask(), Scheduler(time, second).RunAsync(Ct).AsTask());

        var stored = Assert.Single(await OccurrencesAsync());
        Assert.Equal((JobStatus.Scheduled, time), (stored.Status, stored.RunAt));
        Assert.Equal(0, (await PromoteAsync()).Promoted);

        await AdvanceAsync(Soon.TotalSeconds);
        Assert.Equal(1, (await PromoteAsync()).Promoted);
        var worker = StartWorker();
        var claim = await worker.ClaimOneAsync();
        Assert.Equal((stored.Id, "tidy_up", "{}"), (claim.Id, claim.Name, System.Text.Encoding.UTF8.GetString(claim.Parameters.Span)));
        Assert.True((await worker.SettleOneAsync(Outcomes.Completed(claim))).Written);
    }

    [Fact]
    public async Task The_next_one_is_stored_when_its_time_comes_near_by_a_scheduler_that_went_on_and_by_one_that_starts()
    {
        var time = await InAsync(Soon);
        var scheduler = Scheduler(time);
        await scheduler.RunAsync(Ct);
        await AdvanceAsync(Soon.TotalSeconds);
        await PromoteAsync();

        // It is 24 h away.
        await scheduler.RunAsync(Ct);
        await Scheduler(time).RunAsync(Ct);
        Assert.Single(await OccurrencesAsync());

        await AdvanceAsync(Soon.TotalSeconds);
        await scheduler.RunAsync(Ct);
        await Scheduler(time).RunAsync(Ct);
        Assert.Equal(2, (await OccurrencesAsync()).Count);
        Assert.Equal(time.AddDays(1), Assert.Single(await OccurrencesAsync(JobStatus.Scheduled)).RunAt);
    }

    [Fact]
    public async Task One_that_is_cancelled_ahead_of_its_time_stays_cancelled()
    {
        var time = await InAsync(Soon);
        await Scheduler(time).RunAsync(Ct);
        await CancelAsync(Assert.Single(await OccurrencesAsync()).Id);

        await AdvanceAsync(60);
        await Scheduler(time).RunAsync(Ct);
        Assert.Equal(JobStatus.Cancelled, Assert.Single(await OccurrencesAsync()).Status);
    }

    [Fact]
    public async Task One_that_is_cancelled_ahead_of_its_time_is_left_out_by_a_scheduler_that_goes_on_though_it_was_pruned()
    {
        var scheduler = Scheduler(await InAsync(Soon));
        await scheduler.RunAsync(Ct);
        await CancelAsync(Assert.Single(await OccurrencesAsync()).Id);
        await scheduler.RunAsync(Ct);

        await AdvanceAsync(60);
        Assert.Equal(1, (await Upkeep.PruneAsync(new PruneRules(TimeSpan.FromSeconds(30), null, null), 100, Ct)).Ended);
        await scheduler.RunAsync(Ct);
        Assert.Empty(await OccurrencesAsync());
    }

    [Fact]
    public async Task While_an_earlier_one_waits_a_unique_one_is_not_stored_and_after_it_is()
    {
        var time = await InAsync(Soon);
        var holder = Assert.Single(await AcceptAsync(NewTask.In() with { Name = "tidy_up", UniqueKey = UniqueKey.Compute("tidy_up", false, WriteUnique) }));
        var scheduler = Scheduler(time, unique: true);
        Assert.Equal(TimeSpan.FromSeconds(5), await scheduler.RunAsync(Ct));
        Assert.Equal(0, await CountAsync(RoutingNames.Default, JobStatus.Scheduled));

        await CancelAsync(holder);
        await scheduler.RunAsync(Ct);
        Assert.Equal(1, await CountAsync(RoutingNames.Default, JobStatus.Scheduled));
    }

    private RecurringPass Scheduler(DateTimeOffset daily, ITaskStore? store = null, bool unique = false)
    {
        var cron = string.Create(CultureInfo.InvariantCulture, $"{daily.Minute} {daily.Hour} * * *");
        var task = NoParameters.Task("tidy_up", recurrence: new TaskRecurrence(cron), writeUnique: unique ? WriteUnique : null);
        return new RecurringPass(store ?? Store, RecurringTask.Of(new TaskCatalog([task])), new SubmitRequests(TimeProvider.System), NullLogger.Instance);
    }

    /// <summary>A whole minute, by the store's clock.</summary>
    private async Task<DateTimeOffset> InAsync(TimeSpan span)
    {
        var moment = await NowAsync() + span;
        return moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMinute));
    }

    private async Task<IReadOnlyList<TaskRecord>> OccurrencesAsync(JobStatus? status = null) =>
        (await Queries.ListAsync(new ListQuery { Tag = "recurring", Status = status }, Ct)).Tasks;

    private static void WriteUnique(Utf8JsonWriter json, bool _) => json.WriteNumberValue(1);
}
