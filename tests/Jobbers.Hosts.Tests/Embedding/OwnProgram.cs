using System.Net;
using Jobbers.Hosts.Tests.Native;
using Jobbers.Setup;
using Jobbers.Submission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>An ASP.NET Core program with routes of its own, on a real port, which has Jobbers within it and runs the TestHost's tasks.</summary>
internal sealed class OwnProgram : IAsyncDisposable
{
    /// <summary>Says who sent a request, in the place of the connection.</summary>
    public const string CallerHeader = "X-Test-Caller";

    private readonly NativeStore? _place;

    private OwnProgram(NativeStore? place, WebApplication app, LogRecorder log)
    {
        (_place, App, Log) = (place, app, log);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public LogRecorder Log { get; }

    public JobbersClient Jobs => App.Services.GetRequiredService<JobbersClient>();

    /// <summary>Starts one.</summary>
    /// <param name="engine"><c>sqlite</c> or <c>redis</c>.</param>
    /// <param name="configure">Adds to the tasks what a program would.</param>
    /// <param name="options">Changes what Jobbers is in it.</param>
    /// <param name="settings">What its configuration holds.</param>
    /// <param name="build">Adds services.</param>
    /// <param name="map">Maps Jobbers and routes of its own; null for Jobbers alone, where it is by default.</param>
    public static async Task<OwnProgram> StartAsync(
        string engine = "sqlite", Action<JobbersBuilder>? configure = null, Action<JobbersHostingOptions>? options = null,
        Dictionary<string, string?>? settings = null, Action<IServiceCollection>? build = null, Action<WebApplication>? map = null)
    {
        var place = new NativeStore(engine, null, "--appendonly", "yes");
        var log = new LogRecorder();
        var app = Build(place.Address, configure, options, settings, build, log);
        UseToldCaller(app);
        if (map is null)
            app.MapJobbers();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OwnProgram(place, app, log);
    }

    /// <summary>The program, not started.</summary>
    public static WebApplication Build(
        string store, Action<JobbersBuilder>? configure = null, Action<JobbersHostingOptions>? options = null, Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? build = null, LogRecorder? log = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        build?.Invoke(builder.Services);
        builder.AddJobbers(
            jobbers =>
            {
                jobbers.AddTestHostTasks();
                configure?.Invoke(jobbers);
            },
            chosen =>
            {
                chosen.Store = store;
                options?.Invoke(chosen);
            });
        return builder.Build();
    }

    public async Task<Answer> SendAsync(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, text);
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        _place?.Dispose();
    }

    private static void UseToldCaller(WebApplication app) => app.Use((http, next) =>
    {
        if (http.Request.Headers[CallerHeader] is [{ } caller])
            http.Connection.RemoteIpAddress = caller == "nobody" ? null : IPAddress.Parse(caller);
        return next(http);
    });
}
