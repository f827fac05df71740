using System.Collections.Concurrent;
using Jobbers.Hosts.Tests.Native;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>Takes what processes export by OTLP over HTTP, as a collector does, and keeps it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<OtlpSpan> Spans { get; } = new();

    public ConcurrentQueue<OtlpPoint> Points { get; } = new();

    public ConcurrentQueue<OtlpLog> Logs { get; } = new();

    /// <summary>Names of all who sent something.</summary>
    public ConcurrentDictionary<string, bool> Services { get; } = new();

    /// <summary>Every body, as it came.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = new();

    /// <summary>Where each body was sent.</summary>
    public ConcurrentQueue<string> Paths { get; } = new();

    /// <summary>What tells a process to export here, soon.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60000",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
    };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until what was received holds something.</summary>
    /// <param name="holds">Whether it does.</param>
    /// <param name="what">What it would be.</param>
    /// <param name="sender">Whose output helps to see why it does not.</param>
    public async Task UntilAsync(Func<OtlpReceiver, bool> holds, string what, NativeHost? sender = null)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (!holds(this))
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"not received within {Deadline.TotalSeconds} s: {what}\n{sender?.Output}");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        Bodies.Enqueue(bytes);
        Paths.Enqueue(http.Request.Path.Value ?? "");
        var export = WireMessage.Parse(bytes);
        foreach (var resource in export.Messages(1))
            Services[resource.Message(1).Attributes(1)["service.name"]] = true;
        switch (http.Request.Path.Value)
        {
            case "/v1/traces":
                Keep(Spans, OtlpSpan.ReadAll(export));
                break;
            case "/v1/metrics":
                Keep(Points, OtlpPoint.ReadAll(export));
                break;
            case "/v1/logs":
                Keep(Logs, OtlpLog.ReadAll(export));
                break;
            default:
                http.Response.StatusCode = 404;
                return;
        }

        http.Response.ContentType = "application/x-protobuf";
    }

    private static void Keep<T>(ConcurrentQueue<T> all, IEnumerable<T> more)
    {
        foreach (var each in more.ToList())
            all.Enqueue(each);
    }
}
