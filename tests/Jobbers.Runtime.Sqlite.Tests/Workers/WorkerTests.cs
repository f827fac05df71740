using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Jobbers.Declaration;
using Jobbers.Execution;
using Jobbers.Lifecycle;
using Jobbers.Runtime.Tests;

namespace Jobbers.Sqlite.Tests.Workers;

/// <summary>What a whole worker makes of tasks that are not well-behaved, and of a shutdown at a bad moment.</summary>
public sealed class WorkerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_without_a_text_fails_its_task_like_any_other(bool throws)
    {
        await using var run = await WorkerRun.CreateAsync((_, _) => throw new WordlessException(throws));
        var id = Assert.Single(await run.EnqueueAsync(1));
        await run.Worker.StartAsync(Ct);

        var ended = await run.EndOfAsync(id);

        Assert.Equal((JobStatus.Failed, nameof(WordlessException)), (ended.Status, ended.ErrorType));
    }

    [Fact]
    public async Task A_policy_that_throws_while_it_judges_fails_the_task()
    {
        await using var run = await WorkerRun.CreateAsync(
            (_, _) => throw new TimeoutException("upstream"), expected: _ => throw new InvalidOperationException("a defect"));
        var id = Assert.Single(await run.EnqueueAsync(1));
        await run.Worker.StartAsync(Ct);

        var ended = await run.EndOfAsync(id);

        Assert.Equal((JobStatus.Failed, nameof(TimeoutException)), (ended.Status, ended.ErrorType));
    }

    [Fact]
    public async Task The_time_to_live_counts_what_runs_and_not_what_is_put_off()
    {
        var running = 0;
        await using var run = await WorkerRun.CreateAsync(
            async (_, token) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref running));
                await Task.Delay(20, token);
                Interlocked.Decrement(ref running);
            },
            TaskPolicy.Default with { MaxConcurrent = 1 }, new WorkerOptions { Slots = 4, Ttl = 3 });
        await run.EnqueueAsync(12);
        await run.Worker.StartAsync(Ct);

        // What is put off is due a second later, and somebody must promote it.
        await WorkerRun.UntilAsync(
            async () =>
            {
                await run.Store.Upkeep.PromoteAsync(null, 100, Ct);
                return run.Lifetime.Stopped.IsCompleted;
            },
            "the end of the worker");

        Assert.Equal(3, await run.CountAsync(JobStatus.Completed));
    }

    [Fact]
    public async Task What_a_claim_brings_after_the_shutdown_began_is_given_back()
    {
        var ran = 0;
        await using var run = await WorkerRun.CreateAsync((_, _) =>
        {
            Interlocked.Increment(ref ran);
            return default;
        });
        var id = Assert.Single(await run.EnqueueAsync(1));
        run.Store.Hold();
        await run.Worker.StartAsync(Ct);
        await run.Store.ClaimIsHeld.WaitAsync(TimeSpan.FromSeconds(60), Ct);

        var stopping = run.Worker.StopAsync(Ct);
        run.Store.Release();
        await stopping;

        Assert.Equal((JobStatus.Submitted, 0), ((await run.ReadAsync(id)).Status, ran));
        Assert.Empty((await run.Store.Queries.GetHistoryAsync(id, Ct))!);
    }

    [Fact]
    public async Task A_worker_that_ends_while_the_store_is_away_names_the_tasks_that_run_again()
    {
        await using var run = await WorkerRun.CreateAsync((_, _) => default, options: new WorkerOptions { ShutdownTimeout = TimeSpan.FromMilliseconds(1) });
        run.Store.RefuseSettles();
        var id = Assert.Single(await run.EnqueueAsync(1));
        await run.Worker.StartAsync(Ct);
        await run.Store.SettleIsRefused.WaitAsync(TimeSpan.FromSeconds(60), Ct);

        await run.Worker.StopAsync(Ct);

        Assert.Equal(JobStatus.Started, (await run.ReadAsync(id)).Status);
        Assert.Contains(run.Log.All, line => line.StartsWith("Worker ends and could not tell the store how 1 attempts ended", StringComparison.Ordinal) && line.EndsWith($"{id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_that_was_silent_and_then_obeyed_is_counted()
    {
        var ends = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument is { Meter.Name: "Jobbers", Name: "tasks_processed" })
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
            if (all["task"] == "work" && all["status"] == "stalled")
                ends.Enqueue(all["queue"]);
        });
        listener.Start();
        await using var run = await WorkerRun.CreateAsync(
            async (_, token) => await Task.Delay(Timeout.Infinite, token), TaskPolicy.Default with { MaxHeartbeatInterval = TimeSpan.FromSeconds(1) });
        var id = Assert.Single(await run.EnqueueAsync(1));
        await run.Worker.StartAsync(Ct);

        Assert.Equal(JobStatus.Stalled, (await run.EndOfAsync(id)).Status);
        await WorkerRun.UntilAsync(() => Task.FromResult(!ends.IsEmpty), "the count of a stalled task");
        Assert.Equal(["default"], ends);
    }

    [Theory]
    [InlineData(ShutdownPolicy.Stop, "stalled")]
    [InlineData(ShutdownPolicy.Resubmit, "requeued")]
    [InlineData(ShutdownPolicy.Continue, "requeued")]
    public async Task A_worker_that_stops_within_the_grace_of_its_code_takes_no_span_along(ShutdownPolicy policy, string outcome)
    {
        using var spans = new SpanRecorder();
        var runs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource();
        await using var run = await WorkerRun.CreateAsync(
            async (_, _) =>
            {
                runs.SetResult();
                await never.Task;
            },
            TaskPolicy.Default with { OnShutdown = policy }, new WorkerOptions { ShutdownTimeout = TimeSpan.FromMilliseconds(1) });
        var id = Assert.Single(await run.EnqueueAsync(1));
        await run.Worker.StartAsync(Ct);
        await runs.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);

        await run.Worker.StopAsync(Ct);

        var span = Assert.Single(spans.Of(id));
        Assert.Equal(outcome, span.GetTagItem("jobbers.task.outcome"));
    }

    private sealed class WordlessException(bool throws) : Exception
    {
        public override string Message => throws ? throw new InvalidOperationException("no message") : null!;

        public override string? StackTrace => throws ? throw new InvalidOperationException("no trace") : null;
    }
}
