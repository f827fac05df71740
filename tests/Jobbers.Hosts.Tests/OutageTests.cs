using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Jobbers.Hosts.Http;
using Jobbers.Storage;
using Jobbers.Telemetry;

namespace Jobbers.Hosts.Tests;

public sealed class OutageTests
{
    [Fact]
    public async Task Every_route_says_that_the_store_is_down_and_when_to_come_back()
    {
        await using var manager = await Manager.StartAsync(wrap: _ => DispatchProxy.Create<ITaskStore, DownProxy>());
        foreach (var route in Routes.All.Where(route => !route.IsPage && route.Path is not ("/health/live" or "/openapi/v1.json")))
        {
            var answer = await manager.SendAsync(route.Method, PathOf(route), BodyOf(route));

            Assert.True(answer.Status == 503, $"{route.Method} {route.Path}: {answer.Status} {answer.Text}");
            answer.IsProblem(503);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        (await manager.GetAsync("/health/live")).Is(200);
        (await manager.GetAsync("/openapi/v1.json")).Is(200);
    }

    [Fact]
    public async Task A_submit_that_met_a_store_that_is_down_is_an_error_of_its_span()
    {
        var failed = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == JobbersTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.Status == ActivityStatusCode.Error && (string?)span.GetTagItem("error.type") == typeof(StoreUnavailableException).FullName)
                    failed.Enqueue(span.OperationName);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var manager = await Manager.StartAsync(wrap: _ => DispatchProxy.Create<ITaskStore, DownProxy>());

        (await manager.SendAsync("POST", "/tasks", "{\"name\":\"echo\"}")).Is(503);
        (await manager.SendAsync("POST", "/tasks/batch", "[{\"name\":\"echo\"}]")).Is(503);

        Assert.Contains("send default", failed);
        Assert.Contains("send", failed);
    }

    private static string PathOf(Route route)
    {
        var path = route.Path.Replace("{id}", "01JBKR2E5F3G4H5J6K718M9N0P", StringComparison.Ordinal).Replace("{name}", "reports", StringComparison.Ordinal);
        return route.Path.EndsWith("/wait", StringComparison.Ordinal) ? $"{path}?timeout=0.1" : path;
    }

    private static string? BodyOf(Route route) => (route.Method, route.Path) switch
    {
        ("POST", "/tasks" or "/submit-task") => """{"name":"echo"}""",
        ("POST", "/tasks/batch") => """[{"name":"echo"}]""",
        ("POST", "/tasks/cancel" or "/dead-letter-queue/resubmit") or ("DELETE", "/dead-letter-queue") => """{"task_ids":["01JBKR2E5F3G4H5J6K718M9N0P"]}""",
        ("POST", "/queues") => """{"name":"q"}""",
        ("PUT", "/queues/{name}") => "{}",
        ("POST", "/roles") => """{"name":"r","queues":[]}""",
        ("PUT", "/roles/{name}") => "[]",
        _ => null,
    };
}
