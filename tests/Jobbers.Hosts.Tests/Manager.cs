using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Jobbers.Hosts.Http;
using Jobbers.Hosts.Http.Access;
using Jobbers.Hosts.Http.OpenApi;
using Jobbers.Hosts.Tests.Schemas;
using Jobbers.Setup;
using Jobbers.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Tests;

/// <summary>A manager as it is served: Kestrel on a free port, the HTTP API, and a store of its own or one shared with another manager.</summary>
internal sealed class Manager : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ITaskStore _owned;
    private readonly TestStore? _place;

    private Manager(WebApplication app, ITaskStore owned, ITaskStore store, TestStore? place, LogRecorder log)
    {
        _app = app;
        _owned = owned;
        _place = place;
        Store = store;
        Log = log;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 }) { BaseAddress = new Uri(app.Urls.First()) };
        Worker = new FakeWorker(owned);
    }

    /// <summary>The OpenAPI document of these tests' tasks; every answer is held against it.</summary>
    public static JsonElement Document { get; } = WriteDocument();

    public HttpClient Client { get; }

    public ITaskStore Store { get; }

    public FakeWorker Worker { get; }

    public LogRecorder Log { get; }

    public Uri Address => Client.BaseAddress!;

    /// <summary>Starts one.</summary>
    /// <param name="keys">As in JOBBERS_API_KEYS; null for a manager without keys.</param>
    /// <param name="hosts">Hosts served without keys, beside loopback.</param>
    /// <param name="allowsAddresses">Whether any IP address may be addressed.</param>
    /// <param name="wrap">Puts something between API and store.</param>
    /// <param name="engine">sqlite or redis.</param>
    /// <param name="place">The store to share; null for one of its own.</param>
    /// <param name="configure">Adds what a program would.</param>
    public static async Task<Manager> StartAsync(
        string? keys = null, string[]? hosts = null, bool allowsAddresses = false, Func<ITaskStore, ITaskStore>? wrap = null,
        string engine = "sqlite", TestStore? place = null, Action<JobbersBuilder>? configure = null)
    {
        var ownPlace = place is null ? await TestStore.CreateAsync(engine) : null;
        var owned = await (place ?? ownPlace)!.OpenAsync();
        var store = wrap?.Invoke(owned) ?? owned;
        var catalog = TestCatalog.Create();
        await owned.Routing.EnsureQueuesAsync(["default", .. catalog.Queues], TestContext.Current.CancellationToken);
        var log = new LogRecorder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddJobbersClient(store, catalog);
        configure?.Invoke(new JobbersBuilder(builder.Services));
        HttpApi.AddServices(builder.Services, new HttpApiOptions(ApiKeys.Parse(keys), (hosts ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase), allowsAddresses));
        var app = builder.Build();
        HttpApi.Map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Manager(app, owned, store, ownPlace, log);
    }

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path);

    public Task<Answer> PostAsync(string path, string? json = null) => SendAsync("POST", path, json);

    public Task<Answer> PutAsync(string path, string json) => SendAsync("PUT", path, json);

    public Task<Answer> DeleteAsync(string path, string? json = null) => SendAsync("DELETE", path, json);

    public Task<Answer> SendAsync(string method, string path, string? json = null, Action<HttpRequestMessage>? change = null) =>
        SendAsync(method, path, json is null ? null : Encoding.UTF8.GetBytes(json), "application/json", change);

    public async Task<Answer> SendAsync(string method, string path, byte[]? body, string? contentType, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        change?.Invoke(request);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var answer = new Answer((int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, text);
        HoldAgainstDocument(method, path, body, answer);
        return answer;
    }

    private static void HoldAgainstDocument(string method, string path, byte[]? body, Answer answer)
    {
        var check = new AnswerCheck(Document);
        var breaches = check.Find(method, path, answer.Status, answer.ContentType, answer.Text).ToList();
        // A batch and a list of ids answer for each of their elements; the older name of params is not documented.
        var sent = body is null ? "" : Encoding.UTF8.GetString(body);
        var isDocumented = path != "/tasks/batch" && !sent.Contains("\"parameters\"", StringComparison.Ordinal);
        if (answer.Status is 200 or 201 && method == "POST" && sent.Length > 0 && isDocumented)
            breaches.AddRange(check.FindInRequest(method, path, sent));
        Assert.True(breaches.Count == 0, $"{method} {path}: {string.Join("; ", breaches)}");
    }

    private static JsonElement WriteDocument()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
            OpenApiDocument.Write(json, TestCatalog.Create());
        return JsonElement.Parse(text.ToArray());
    }

    /// <summary>Submits one task and answers its id.</summary>
    public async Task<string> SubmitAsync(string name = "generate_report", string parameters = """{"report_id":42}""", string more = "") =>
        (await PostAsync("/tasks", $$"""{"name":"{{name}}","params":{{parameters}}{{more}}}""")).Is(201).Id;

    public static void Key(HttpRequestMessage request, string key) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        // As a process ends: what works on the store by itself, as the deletion of queues does, has ended before that is closed.
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _owned.DisposeAsync();
        if (_place is not null)
            await _place.DisposeAsync();
    }
}
