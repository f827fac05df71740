using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Jobbers.Hosts.Tests;

public class CancelTests : ManagerTests
{
    private const string Unknown = "01JBKR2E5F3G4H5J6K718M9N0P";

    [Theory]
    [InlineData("/tasks/{0}/cancel")]
    [InlineData("/task/{0}/cancel")]
    public async Task The_answer_is_what_the_store_did(string path)
    {
        string Path(string id) => string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id);
        var running = await Manager.SubmitAsync();
        await Manager.Worker.ClaimAsync();
        var scheduled = await Manager.SubmitAsync(more: ""","delay":60""");

        Assert.Equal("cancelled", (await Manager.PostAsync(Path(scheduled))).Is(200)["status"].GetString());
        Assert.Equal("cancelled", (await Manager.GetAsync($"/tasks/{scheduled}"))["status"].GetString());
        Assert.Equal("cancellation_requested", (await Manager.PostAsync(Path(running))).Is(202)["status"].GetString());
        Assert.True((await Manager.GetAsync($"/tasks/{running}")).Has("cancel_requested_at"));
        Assert.Contains("cancelled", (await Manager.PostAsync(Path(scheduled))).IsProblem(409)["detail"].GetString(), StringComparison.Ordinal);
        (await Manager.PostAsync(Path(Unknown))).IsProblem(404);
        (await Manager.PostAsync(Path("nonsense"))).IsProblem(400);
    }

    [Fact]
    public async Task Many_are_cancelled_by_id()
    {
        var running = await Manager.SubmitAsync();
        await Manager.Worker.ClaimAsync();
        var (ended, waiting) = (await Manager.SubmitAsync(), await Manager.SubmitAsync());
        await Manager.PostAsync($"/tasks/{ended}/cancel");

        var answer = (await Manager.PostAsync(
            "/tasks/cancel", $$"""{"task_ids":["{{waiting.ToLowerInvariant()}}","{{running}}","{{ended}}","{{Unknown}}","x","\ud83d\ude00"]}""")).Is(200);

        Assert.Equal(
            [(waiting, "cancelled"), (running, "cancellation_requested"), (ended, "not_cancellable"), (Unknown, "not_found"), ("x", "invalid_id"), ("😀", "invalid_id")],
            Results(answer));
        Assert.False(answer.Has("more"));
    }

    [Fact]
    public async Task Many_are_cancelled_by_filter()
    {
        var running = await Manager.SubmitAsync();
        await Manager.Worker.ClaimAsync();
        var tagged = await Manager.SubmitAsync(more: ""","tags":["old"]""");
        var other = await Manager.SubmitAsync("echo", "{}");

        Assert.Equal([(tagged, "cancelled")], Results((await Manager.PostAsync("/tasks/cancel", """{"tag":"old"}""")).Is(200)));
        Assert.Equal([(other, "cancelled")], Results((await Manager.PostAsync("/tasks/cancel", """{"queue":"default"}""")).Is(200)));
        Assert.Equal([(running, "cancellation_requested")], Results((await Manager.PostAsync("/tasks/cancel", """{"task_name":"generate_report","task_version":1}""")).Is(200)));
        Assert.Empty(Results((await Manager.PostAsync("/tasks/cancel", """{"status":"scheduled"}""")).Is(200)));
    }

    [Fact]
    public async Task A_limit_bounds_a_filter_and_says_so()
    {
        await Manager.SubmitAsync();
        await Manager.SubmitAsync();

        var first = (await Manager.PostAsync("/tasks/cancel", """{"queue":"reports","limit":1}""")).Is(200);
        var second = (await Manager.PostAsync("/tasks/cancel", """{"queue":"reports"}""")).Is(200);

        Assert.Single(Results(first));
        Assert.True(first["more"].GetBoolean());
        Assert.Single(Results(second));
        Assert.False(second["more"].GetBoolean());
    }

    [Fact]
    public async Task Cancels_are_counted_by_task_version_and_queue()
    {
        var counted = new ConcurrentQueue<(long, string)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, on) =>
        {
            if (instrument.Name == "cancellations_requested")
                on.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Enqueue((value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")))));
        listener.Start();
        // Other tests cancel beside this one, and the other engine's runs this one; the queue is this one's own.
        var queue = $"counted-{Engine}";
        (await Manager.PutAsync($"/queues/{queue}", "{}")).Is(200);
        var first = await Manager.SubmitAsync(more: $$""","queue":"{{queue}}" """);
        await Manager.SubmitAsync("echo", "{}", $$""","queue":"{{queue}}" """);

        await Manager.PostAsync($"/tasks/{first}/cancel");
        await Manager.PostAsync("/tasks/cancel", $$"""{"queue":"{{queue}}"}""");
        await Manager.PostAsync($"/tasks/{first}/cancel");

        Assert.Equal(
            [(1, $"task=generate_report version=1 queue={queue}"), (1, $"task=echo version=2 queue={queue}")],
            counted.Where(count => count.Item2.EndsWith($"queue={queue}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{}""", "task_ids")]
    [InlineData("""{"task_ids":["x"],"queue":"reports"}""", "task_ids")]
    [InlineData("""{"task_ids":"x"}""", "task_ids")]
    [InlineData("""{"task_ids":[1]}""", "task_ids")]
    [InlineData("""{"status":"completed"}""", "status")]
    [InlineData("""{"status":"nonsense"}""", "status")]
    [InlineData("""{"queue":"a b"}""", "queue")]
    [InlineData("""{"queue":"reports","limit":1001}""", "limit")]
    [InlineData("""{"queue":"reports","task_version":0}""", "task_version")]
    [InlineData("""{"submitted_before":"yesterday"}""", "submitted_before")]
    [InlineData("""{"ids":[]}""", "ids")]
    public async Task What_is_not_valid_is_named(string body, string path) => (await Manager.PostAsync("/tasks/cancel", body)).IsInvalid(path);

    private static IEnumerable<(string Id, string Status)> Results(Answer answer) =>
        answer["results"].EnumerateArray().Select(result => (result.GetProperty("task_id").GetString()!, result.GetProperty("status").GetString()!));
}
