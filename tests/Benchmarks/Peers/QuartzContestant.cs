using Benchmarks.Player;
using Quartz;

namespace Benchmarks.Peers;

/// <summary>Quartz.NET with its jobs in memory: nothing is durable, nothing leaves the process. Its number of slots is fixed when it is made.</summary>
internal sealed class QuartzContestant : IContestant
{
    private const int Slots = 50;

    private readonly IScheduler _scheduler;
    private long _number;

    private QuartzContestant(IScheduler scheduler) => _scheduler = scheduler;

    public static async Task<IContestant> OpenAsync()
    {
        var builder = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.UseDefaultThreadPool(Slots);
            quartz.UseInMemoryStore(store => store.MisfireThreshold = TimeSpan.FromHours(1));
        });
        return new QuartzContestant(await builder.BuildScheduler());
    }

    public async Task EnqueueAsync(Job job)
    {
        var (detail, trigger) = Make(job);
        await _scheduler.ScheduleJob(detail, trigger);
    }

    public async Task EnqueueManyAsync(IReadOnlyList<Job> jobs)
    {
        foreach (var batch in jobs.Chunk(500))
        {
            var all = new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>>();
            foreach (var job in batch)
            {
                var (detail, trigger) = Make(job);
                all.Add(detail, [trigger]);
            }

            await _scheduler.ScheduleJobs(all, new ScheduleJobOptions());
        }
    }

    public async Task<IAsyncDisposable> StartWorkerAsync(int slots)
    {
        if (slots != Slots)
            throw new NotSupportedException($"made with {Slots} slots");
        await _scheduler.Start();
        return new QuartzWorker(_scheduler);
    }

    /// <summary>It forgets what has run; all that was enqueued less what is still known.</summary>
    public async Task<long> CompletedAsync() => _number - (await _scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup())).Count;

    public async ValueTask DisposeAsync() => await _scheduler.Shutdown();

    private (IJobDetail Detail, ITrigger Trigger) Make(Job job)
    {
        var name = $"{Interlocked.Increment(ref _number)}";
        var detail = JobBuilder.Create<QuartzJob>().WithIdentity(name)
            .UsingJobData("at", job.At).UsingJobData("milliseconds", job.Milliseconds).UsingJobData("text", job.Text).Build();
        return (detail, TriggerBuilder.Create().WithIdentity(name).StartNow().Build());
    }
}
