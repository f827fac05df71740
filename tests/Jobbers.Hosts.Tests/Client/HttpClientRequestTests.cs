using System.Diagnostics;
using Jobbers.Lifecycle;
using Jobbers.Submission.Http;
using Jobbers.Telemetry;
using TestHost;

namespace Jobbers.Hosts.Tests.Client;

/// <summary>What the client sends: no more at once than a manager takes, and the trace of who calls.</summary>
public sealed class HttpClientRequestTests : HttpClientFaults
{
    [Fact]
    public async Task Batches_stay_below_what_a_manager_takes()
    {
        await Host.Store.Routing.SetPausedAsync("default", true, Stop);
        using var client = Host.HttpClient(network: Network);

        await client.EnqueueNoopMany(Enumerable.Repeat(new NoopParameters(), 2500), cancellationToken: Stop);
        Assert.Equal(3, Network.Requests);
        await client.EnqueueEchoMany(Enumerable.Repeat(new EchoParameters { Value = new string('x', 1_000_000) }, 20), cancellationToken: Stop);

        Assert.All(Network.Sent, sent => Assert.True(sent.Path == "/tasks/batch" && sent.Bytes <= BulkLimits.GatheredBytes, $"{sent}"));
        Assert.Equal(8, Network.Requests);
        Assert.Equal(2520, (await Host.Store.Queries.CountAsync(Stop)).Sum(queue => queue.ByStatus.GetValueOrDefault(JobStatus.Submitted)));
    }

    [Fact]
    public async Task The_callers_trace_goes_with_the_task()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is JobbersTelemetry.Name or "Microsoft.AspNetCore" or "Tests",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("Tests");
        using var client = Host.HttpClient();
        using var activity = source.StartActivity("caller")!;

        var handle = await client.EnqueueEcho("a", cancellationToken: Stop);

        Assert.Equal(activity.TraceId.ToHexString(), (await handle.GetAsync(Stop)).TraceParent!.Split('-')[1]);
    }
}
