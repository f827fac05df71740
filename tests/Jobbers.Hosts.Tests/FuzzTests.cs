using System.Globalization;
using System.Text;
using Jobbers.Hosts.Http;

namespace Jobbers.Hosts.Tests;

/// <summary>
/// Nonsense for every route, made from a seed that a failure names: no answer is a 5xx, every refusal is a whole problem, and none tells of the inside.
/// </summary>
public sealed class FuzzTests
{
    private const int RequestsPerRoute = 60;

    private static readonly string[] Inside = ["   at ", "Exception", "System.", "Microsoft.", "SQLite", "Jobbers.", "/tmp/", ".cs:"];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-0", "99999999999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "\"01JBKR2E5F3G4H5J6K718M9N0P\"",
        "[]", "{}", "[1]", "[\"x\"]", "[null]", "[[[[]]]]", "{\"a\":1}", "{\"a\":1,\"a\":2}", "\"reports\"", "\"submitted\"", "\"echo\"", "\"generate_report\"",
        "{\"report_id\":1}", "{\"report_id\":\"\\udfff\"}", "\"2026-03-12T10:00:00Z\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"",
    ];

    private static readonly string[] Names =
    [
        "name", "version", "queue", "params", "parameters", "id", "run_at", "delay", "priority", "tags", "task_ids", "task_name", "task_version", "status", "tag",
        "error_type", "reset_retry_count", "limit", "queues", "role", "max_concurrent", "rate_numerator", "rate_period", "max_length", "paused", "\\u0000", "\\ud800", "",
    ];

    private static readonly string[] Segments =
    [
        "x", "01JBKR2E5F3G4H5J6K718M9N0P", "reports", "default", "%20", "%2F", "%25", "%FF%FE", "%C0%80", "%ED%A0%80", "..%2f..", "'%20or%201=1", "a:b", "{0}", "*", "é", "😀",
        new string('a', 500),
    ];

    private static readonly string[] Queries =
    [
        "limit", "cursor", "status", "queue", "task_name", "task_version", "tag", "worker", "submitted_after", "submitted_before", "error_type", "force", "timeout", "id", "x", "%00", "",
    ];

    [Theory]
    [InlineData("sqlite", 1)]
    [InlineData("redis", 20260312)]
    [InlineData("sqlite", null)]
    public async Task Nonsense_is_refused_and_nothing_of_the_inside_is_told(string engine, int? chosen)
    {
        // Without a chosen seed each run is another one; a failure names it, to be put above.
        var seed = chosen ?? Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        await using var manager = await Manager.StartAsync(engine: engine);
        var random = new Random(seed);
        foreach (var route in Routes.All.Where(route => route.Path != "/events" && !route.IsPage))
        {
            for (var i = 0; i < RequestsPerRoute; i++)
                await TryAsync(manager, route, random, seed);
        }

        manager.Log.AssertNoFailure();
    }

    private static async Task TryAsync(Manager manager, Route route, Random random, int seed)
    {
        var path = Path(route, random);
        var body = route.Method == "GET" && random.Next(4) > 0 ? null : Body(random);
        var type = random.Next(8) == 0 ? One(random, ["text/plain", "application/json;charset=utf-16", "application/xml", "é"]) : "application/json";
        var answer = await manager.SendAsync(random.Next(20) == 0 ? "PATCH" : route.Method, path, body, type, request => AddHeaders(request, random));

        var sent = $"seed {seed}: {route.Method} {path} {Encoding.UTF8.GetString(body ?? [])}\n{answer.Status} {answer.Text}";
        Assert.True(answer.Status < 500, sent);
        Assert.True(answer.Status < 400 || answer.ContentType == "application/problem+json" || answer.Text.Length == 0, sent);
        if (answer.Status >= 400 && answer.Text.Length > 0)
        {
            answer.IsProblem(answer.Status);
            Assert.True(!Inside.Any(word => answer.Text.Contains(word, StringComparison.Ordinal)), sent);
        }
    }

    private static string Path(Route route, Random random)
    {
        var path = route.Path
            .Replace("{id}", One(random, Segments), StringComparison.Ordinal)
            .Replace("{name}", One(random, Segments), StringComparison.Ordinal);
        var query = new StringBuilder();
        for (var i = random.Next(4); i > 0; i--)
            query.Append(query.Length == 0 ? '?' : '&').Append(One(random, Queries)).Append('=').Append(One(random, ["1", "0", "-1", "true", .. Segments]));
        // A wait is kept short, else the test is long.
        return route.Path.EndsWith("/wait", StringComparison.Ordinal) ? $"{path}?timeout=0" : path + query;
    }

    private static byte[] Body(Random random)
    {
        var json = random.Next(6) switch
        {
            0 => One(random, Values),
            1 => $"[{Object(random)},{One(random, Values)}]",
            2 => new string('[', random.Next(5000)),
            _ => Object(random),
        };
        var bytes = Encoding.UTF8.GetBytes(json);
        if (random.Next(6) == 0 && bytes.Length > 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(10) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    private static string Object(Random random)
    {
        var members = Enumerable.Range(0, random.Next(5)).Select(_ => string.Create(CultureInfo.InvariantCulture, $"\"{One(random, Names)}\":{One(random, Values)}"));
        return $"{{{string.Join(',', members)}}}";
    }

    private static void AddHeaders(HttpRequestMessage request, Random random)
    {
        if (random.Next(5) == 0)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", One(random, ["", "k", new string('k', 300), "\t", "é"]));
        if (random.Next(10) == 0)
            request.Headers.TryAddWithoutValidation(One(random, ["Authorization", "Origin", "Accept", "X-HTTP-Method-Override", "traceparent", "Range"]), One(random, ["x", "", "00-0-0-0", "*/*;q=x"]));
        if (request.Content is not null && random.Next(10) == 0)
            request.Headers.TransferEncodingChunked = true;
    }

    private static string One(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
