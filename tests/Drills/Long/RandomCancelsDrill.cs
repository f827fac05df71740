using Jobbers.Lifecycle;

namespace Drills.Long;

/// <summary>Cancels at random times: of waiting tasks, of running ones, of those in between.</summary>
public sealed class RandomCancelsDrill
{
    private const int Tasks = 600;

    [LongDrill]
    public async Task On_Redis_nothing_runs_after_it_was_cancelled()
    {
        await using var drill = await Drill.OnRedisAsync();
        drill.Start("scheduler");
        drill.StartWorker(10);
        drill.StartWorker(10);
        await CancelAsync(drill, "redis: 600 cancels at random times");
    }

    internal static async Task CancelAsync(Drill drill, string name)
    {
        var cancels = new List<Task<(Ulid Id, CancelAnswer Answer)>>();
        for (var i = 0; i < Tasks; i++)
        {
            cancels.Add(CancelLaterAsync(drill, await drill.SubmitAsync(Requests.Journal(0.3))));
            await Drill.PauseAsync(TimeSpan.FromMilliseconds(10));
        }

        var answers = (await Task.WhenAll(cancels)).ToDictionary(cancel => cancel.Id, cancel => cancel.Answer);
        await drill.UntilEndedAsync(TimeSpan.FromSeconds(30));

        var tasks = await drill.ReportAsync(name);
        Assert.Equal(3, answers.Values.Distinct().Count());
        Assert.All(tasks, task => Assert.True(Fits(answers[task.Id], task.Record!.Status), $"{answers[task.Id]} but {task.Record.Status}"));
        var started = drill.Journal.Read().Select(line => line.Id).ToHashSet();
        Assert.All(tasks.Where(task => answers[task.Id] == CancelAnswer.Cancelled), task => Assert.DoesNotContain(task.Id, started));
    }

    private static bool Fits(CancelAnswer answer, JobStatus status) => answer switch
    {
        CancelAnswer.Cancelled => status == JobStatus.Cancelled,
        CancelAnswer.AlreadyEnded => status == JobStatus.Completed,
        CancelAnswer.Requested => status is JobStatus.Cancelled or JobStatus.Completed,
        _ => false,
    };

    private static async Task<(Ulid Id, CancelAnswer Answer)> CancelLaterAsync(Drill drill, Ulid id)
    {
        await Drill.PauseAsync(TimeSpan.FromSeconds(3 * Random.Shared.NextDouble()));
        return (id, (await drill.Store.Submission.CancelAsync([id], CancellationToken.None))[0]);
    }
}
