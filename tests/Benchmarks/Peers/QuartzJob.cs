using Benchmarks.Player;
using Quartz;

namespace Benchmarks.Peers;

/// <summary>The job of every workload, as Quartz.NET wants it.</summary>
public sealed class QuartzJob : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var data = context.MergedJobDataMap;
        await JobBody.RunAsync(data.GetLong("at"), data.GetInt("milliseconds"));
    }
}
