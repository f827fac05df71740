using System.Net;
using System.Text;
using System.Text.Json;
using Jobbers.Hosts.Tests.Native;

namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>
/// One life of a system of native processes that export to a receiver of ours: manager, scheduler, cleaner, dev, and workers of which one is killed and one
/// frozen while they hold tasks. The tests look at what was received.
/// </summary>
public sealed class TelemetryRun : IAsyncLifetime
{
    /// <summary>What no export may hold.</summary>
    public const string Secret = "s3cret-pin-8642";

    /// <summary>
    /// Seconds: longer than two workers that wait for tasks take to claim them and to be seen; and less than the 10 s after which a worker gives up code that
    /// does not obey, because what was left of it when the worker was frozen is still left when that goes on.
    /// </summary>
    private const double Held = 8;

    private readonly NativeStore _store = new("sqlite");
    private readonly NativeStore _devStore = new("sqlite");
    private readonly List<NativeHost> _plain = [];
    private readonly Dictionary<string, string> _ids = [];
    private NativeHost _manager = null!;

    internal OtlpReceiver Receiver { get; private set; } = null!;

    /// <summary>Trace and span of the caller, who sent them along with every submit.</summary>
    internal Dictionary<string, (string Trace, string Span)> Callers { get; } = [];

    internal string IdOf(string run) => _ids[run];

    public async ValueTask InitializeAsync()
    {
        _ = NativeHost.Binary;
        Receiver = await OtlpReceiver.StartAsync();
        _manager = await NativeHost.StartAsync(_store.Address, Receiver.Environment, "manager");
        Start("scheduler");
        var (killed, frozen) = await HoldTasksAsync();
        killed.Kill();
        frozen.Signal("STOP");
        Start("worker", slots: 10);
        Start("cleaner", "--interval", "1");
        await using var dev = await NativeHost.StartAsync(_devStore.Address, Receiver.Environment);
        await EndAsync("dev", dev, "echo", """{"value":"dev"}""");
        await RunTasksAsync();
        await RunTasksThatAreToldToEndAsync();
        await _manager.EndOfAsync(_ids["held-1"]);
        await _manager.EndOfAsync(_ids["held-2"]);
        frozen.Signal("CONT");
        await Receiver.UntilAsync(received => received.Points.Any(point => point.Metric == "outcomes_rejected"), "outcomes_rejected of the frozen worker", frozen);
        await Receiver.UntilAsync(received => received.Points.Any(point => point.Metric == "queue_depth" && point.Value == 3), "queue_depth of the paused queue", _manager);
        // Its code obeys nothing and outlives its worker; its span ends all the same, when its slot is given up.
        await Receiver.UntilAsync(received => received.Spans.Any(span => span.Kind == SpanKind.Consumer && span["messaging.message.id"] == IdOf("hung")), "the span of the hung attempt");
        foreach (var host in _plain.Where(host => host != killed).Append(_manager).Append(dev))
            await host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _plain)
            await host.DisposeAsync();
        // Absent when the start failed.
        if (_manager is not null)
            await _manager.DisposeAsync();
        if (Receiver is not null)
            await Receiver.DisposeAsync();
        _store.Dispose();
        _devStore.Dispose();
    }

    /// <summary>Two workers with one slot each, both with a task in it.</summary>
    private async Task<(NativeHost First, NativeHost Second)> HoldTasksAsync()
    {
        var workers = new[] { Start("worker", slots: 1), Start("worker", slots: 1) };
        foreach (var worker in workers)
            await worker.UntilSaidAsync("serves role default");
        await SubmitAsync("held-1", _manager, "stubborn", $$"""{"seconds":{{Held}}}""");
        await SubmitAsync("held-2", _manager, "stubborn", $$"""{"seconds":{{Held}}}""");
        await UntilStartedAsync("held-1");
        await UntilStartedAsync("held-2");
        return (workers[0], workers[1]);
    }

    private async Task RunTasksAsync()
    {
        await EndAsync("echo", _manager, "echo", """{"value":"a"}""");
        await EndAsync("relay", _manager, "relay", $$"""{"manager":"{{_manager.Url}}","value":"b"}""");
        await EndAsync("retried", _manager, "flaky", """{"fail_times":2}""");
        await EndAsync("dead", _manager, "always_fail", "{}");
        await EndAsync("paid", _manager, "pay", $$"""{"account":"acc","pin":"{{Secret}}","fail_times":1}""");
        await EndAsync("scheduled", _manager, "noop", """{"payload":"x"}""", ""","delay":0.5""");
        await EndAsync("hung", _manager, "hang", """{"seconds":600}""");
        await EndAsync("again", _manager, "unexpected_fail", "{}");
        Assert.Equal(HttpStatusCode.OK, (await _manager.SendAsync(HttpMethod.Post, $"/tasks/{_ids["again"]}/resubmit")).Status);
        await _manager.EndOfAsync(_ids["again"]);
        // What is refused is not exported either.
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("refused", _manager, "/tasks", $$"""{"name":"pay","params":{"account":1,"pin":"{{Secret}}"} }""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("lost", _manager, "/tasks", """{"name":"echo","params":{"value":"a"},"queue":"nowhere"}""")).Status);
        var (_, batch) = await PostAsync("batch", _manager, "/tasks/batch", """[{"name":"echo","params":{"value":"a"}},{"name":"noop"}]""");
        _ids["batch"] = batch.GetProperty("results")[1].GetProperty("task").GetProperty("id").GetString()!;
        await _manager.EndOfAsync(_ids["batch"]);
    }

    private async Task RunTasksThatAreToldToEndAsync()
    {
        await SubmitAsync("cancelled-waiting", _manager, "noop", "{}", ""","delay":3600""");
        await SubmitAsync("cancelled-running", _manager, "slow", """{"seconds":60}""");
        await UntilStartedAsync("cancelled-running");
        foreach (var run in new[] { "cancelled-waiting", "cancelled-running" })
            await _manager.SendAsync(HttpMethod.Post, $"/tasks/{_ids[run]}/cancel");
        await _manager.EndOfAsync(_ids["cancelled-running"]);
        await _manager.SendAsync(HttpMethod.Put, "/queues/shut", """{"paused":true}""");
        for (var i = 0; i < 3; i++)
            await SubmitAsync($"shut-{i}", _manager, "noop", "{}", ""","queue":"shut" """);
        await _manager.SendAsync(HttpMethod.Put, "/queues/gone", """{"paused":true}""");
        for (var i = 0; i < 2; i++)
            await SubmitAsync($"gone-{i}", _manager, "noop", "{}", ""","queue":"gone" """);
        await _manager.SendAsync(HttpMethod.Delete, "/queues/gone?force=true");
    }

    private NativeHost Start(string verb, params string[] more) => Start([verb, "--store", _store.Address, .. more], []);

    private NativeHost Start(string verb, int slots) =>
        Start([verb, "--store", _store.Address], new() { ["WORKER_CONCURRENT_TASKS"] = $"{slots}", ["WORKER_TTL"] = "0" });

    private NativeHost Start(string[] arguments, Dictionary<string, string> environment)
    {
        foreach (var (name, value) in Receiver.Environment)
            environment[name] = value;
        var host = NativeHost.Start(arguments, environment);
        _plain.Add(host);
        return host;
    }

    private async Task EndAsync(string run, NativeHost host, string name, string parameters, string more = "")
    {
        await SubmitAsync(run, host, name, parameters, more);
        await host.EndOfAsync(_ids[run]);
    }

    private async Task SubmitAsync(string run, NativeHost host, string name, string parameters, string more = "")
    {
        var (status, body) = await PostAsync(run, host, "/tasks", $$"""{"name":"{{name}}","params":{{parameters}}{{more}}}""");
        Assert.True(status == HttpStatusCode.Created, $"{run}: {status} {body}");
        _ids[run] = body.GetProperty("id").GetString()!;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string run, NativeHost host, string path, string json)
    {
        var random = Guid.NewGuid().ToString("n");
        Callers[run] = (random, random[..16]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", $"00-{random}-{random[..16]}-01");
        using var answer = await host.Http.SendAsync(request);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }

    private async Task UntilStartedAsync(string run)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await _manager.SendAsync(HttpMethod.Get, $"/tasks/{_ids[run]}")).Body.GetProperty("status").GetString() != "started")
            await Task.Delay(10, limit.Token);
    }
}
