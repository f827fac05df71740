using System.Net;
using Jobbers.Hosts.Tests.Schemas;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>Every task of the TestHost, in the native binary, ends as its description says: the same on both stores.</summary>
public abstract class NativeTaskTests(string engine) : IAsyncLifetime
{
    private NativeStore _store = null!;
    private NativeHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        // Asked for first: what is started before a failed start would be left running.
        _ = NativeHost.Binary;
        _store = new NativeStore(engine);
        try
        {
            _host = await NativeHost.StartAsync(
                _store.Address, new Dictionary<string, string> { ["JOBBERS_TEST_JOURNAL"] = Path.Combine(_store.Folder, "journal") });
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("echo", """{"value":"hello"}""", """{"value":"hello"}""")]
    [InlineData("add", """{"a":2}""", """{"sum":3}""")]
    [InlineData("add", """{"a":2,"b":40}""", """{"sum":42}""")]
    [InlineData("validated", """{"report_id":1,"name":"n","kind":"Html","sections":[{"title":"t","rows":0}]}""",
        """{"report_id":1,"email":null,"name":"n","kind":"Html","sections":[{"title":"t","rows":0}]}""")]
    public async Task Results_come_back_as_JSON(string name, string parameters, string result)
    {
        var ended = await _host.RunTaskAsync(name, parameters);

        Assert.Equal("completed", ended.GetProperty("status").GetString());
        Assert.Equal(result, ended.GetProperty("result").GetRawText());
    }

    [Theory]
    [InlineData("noop", "{}", "completed", 0, null, false)]
    [InlineData("noop", """{"payload":"x"}""", "completed", 0, null, false)]
    [InlineData("slow", """{"seconds":0.1}""", "completed", 0, null, false)]
    [InlineData("slow_resubmit", """{"seconds":0.1}""", "completed", 0, null, false)]
    [InlineData("slow_continue", """{"seconds":0.1}""", "completed", 0, null, false)]
    [InlineData("stubborn", """{"seconds":0.1}""", "completed", 0, null, false)]
    [InlineData("beat", """{"seconds":8}""", "completed", 0, null, false)]
    [InlineData("journal", """{"key":"k","seconds":0.1}""", "completed", 0, null, false)]
    [InlineData("flaky", """{"fail_times":2}""", "completed", 2, "TransientException: attempt 1 of 2 that fail", false)]
    [InlineData("always_fail", "{}", "failed", 2, "TransientException: always", true)]
    [InlineData("scheduled_fail", "{}", "failed", 2, "TransientException: always, through the schedule", true)]
    [InlineData("unexpected_fail", "{}", "failed", 0, "InvalidOperationException: a bug", true)]
    [InlineData("timeout_me", """{"seconds":30}""", "failed", 1, "Timeout: the attempt took longer than its 1 s", false)]
    [InlineData("hang", """{"seconds":40}""", "stalled", 0, "Stalled: no heartbeat for more than its 2 s", false)]
    public async Task Every_task_ends_as_it_says(string name, string parameters, string status, int retries, string? error, bool isDeadLetter)
    {
        var ended = await _host.RunTaskAsync(name, parameters);

        Assert.Equal(status, ended.GetProperty("status").GetString());
        Assert.Equal(retries, ended.GetProperty("retry_attempt").GetInt32());
        Assert.Equal(error, ended.TryGetProperty("error", out var said) ? said.GetString() : null);
        Assert.Equal(isDeadLetter, ended.TryGetProperty("dead_letter", out _));
    }

    [Fact]
    public async Task The_client_over_HTTP_works_in_a_native_binary()
    {
        var ended = await _host.RunTaskAsync("relay", $$"""{"manager":"{{_host.Url}}","value":"hello"}""");

        Assert.Equal("completed", ended.GetProperty("status").GetString());
        Assert.Equal("""{"value":"hello"}""", ended.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task A_beating_task_shows_its_progress_while_it_runs()
    {
        var id = await _host.SubmitAsync("beat", """{"seconds":60}""");
        var seen = await PollAsync(id, task => task.TryGetProperty("progress", out var progress) && progress.GetDouble() is > 0 and < 1);

        Assert.Equal("started", seen.GetProperty("status").GetString());
        Assert.EndsWith("of 60 s", seen.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(seen.TryGetProperty("last_heartbeat_at", out _));
        await _host.SendAsync(HttpMethod.Post, $"/tasks/{id}/cancel");
        Assert.Equal("cancelled", (await _host.EndOfAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_running_task_is_cancelled_by_request_and_its_code_ends()
    {
        var id = await _host.SubmitAsync("slow", """{"seconds":60}""");
        await PollAsync(id, task => task.GetProperty("status").GetString() == "started");

        var (status, answer) = await _host.SendAsync(HttpMethod.Post, $"/task/{id}/cancel");

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal("cancellation_requested", answer.GetProperty("status").GetString());
        Assert.Equal("cancelled", (await _host.EndOfAsync(id)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await _host.SendAsync(HttpMethod.Post, $"/task/{id}/cancel")).Status);
    }

    [Fact]
    public async Task A_scheduled_task_runs_when_it_is_due_and_not_before()
    {
        var (_, accepted) = await _host.SendAsync(HttpMethod.Post, "/tasks", """{"name":"noop","delay":1.5}""");
        Assert.Equal("scheduled", accepted.GetProperty("status").GetString());

        var ended = await _host.EndOfAsync(accepted.GetProperty("id").GetString()!);

        Assert.True(ended.GetProperty("started_at").GetDateTimeOffset() >= accepted.GetProperty("run_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_native_binary_writes_its_whole_OpenAPI_document()
    {
        var (status, document) = await _host.SendAsync(HttpMethod.Get, "/openapi/v1.json");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("3.1.1", document.GetProperty("openapi").GetString());
        Assert.True(document.GetProperty("components").GetProperty("schemas").TryGetProperty("validated.v1.params", out _));
    }

    [Fact]
    public async Task What_the_native_binary_answers_is_what_its_own_document_says()
    {
        var check = new AnswerCheck((await _host.SendAsync(HttpMethod.Get, "/openapi/v1.json")).Body);
        var id = (await _host.RunTaskAsync("always_fail")).GetProperty("id").GetString()!;
        (HttpMethod Method, string Path, string? Body)[] requests =
        [
            (HttpMethod.Post, "/tasks", """{"name":"add","params":{"a":1}}"""), (HttpMethod.Post, "/tasks", """{"name":"add","params":{}}"""),
            (HttpMethod.Post, "/tasks/batch", """[{"name":"noop"},{"name":"nobody"}]"""), (HttpMethod.Get, "/tasks", null), (HttpMethod.Get, "/tasks?status=x", null),
            (HttpMethod.Get, $"/tasks/{id}", null), (HttpMethod.Get, $"/task-status/{id}", null), (HttpMethod.Get, $"/tasks/{id}/wait", null),
            (HttpMethod.Get, $"/tasks/{id}/history", null), (HttpMethod.Get, $"/tasks/{id}/why", null), (HttpMethod.Post, $"/tasks/{id}/cancel", null),
            (HttpMethod.Get, "/tasks/x", null), (HttpMethod.Get, "/scheduled-tasks", null), (HttpMethod.Get, "/active-tasks", null),
            (HttpMethod.Get, "/dead-letter-queue", null), (HttpMethod.Get, $"/dead-letter-queue/{id}/history", null),
            (HttpMethod.Delete, "/dead-letter-queue", $$"""{"task_ids":["{{id}}"]}"""), (HttpMethod.Post, $"/tasks/{id}/resubmit", null),
            (HttpMethod.Post, "/dead-letter-queue/resubmit", """{"queue":"default"}"""), (HttpMethod.Post, "/tasks/cancel", """{"tag":"none"}"""),
            (HttpMethod.Post, "/queues", """{"name":"q","rate_numerator":1,"rate_period":"hour"}"""), (HttpMethod.Get, "/queues", null),
            (HttpMethod.Get, "/queues/q", null), (HttpMethod.Get, "/queues/q/config", null), (HttpMethod.Put, "/queues/q", "{}"),
            (HttpMethod.Post, "/queues/q/pause", null), (HttpMethod.Post, "/queues/q/resume", null), (HttpMethod.Post, "/roles", """{"name":"r","queues":["q"]}"""),
            (HttpMethod.Get, "/roles", null), (HttpMethod.Get, "/roles/r", null), (HttpMethod.Put, "/roles/r", "[]"), (HttpMethod.Post, "/roles/r/refresh", null),
            (HttpMethod.Delete, "/roles/r", null), (HttpMethod.Delete, "/queues/q", null), (HttpMethod.Get, "/queues/q", null), (HttpMethod.Get, "/workers", null),
            (HttpMethod.Get, "/task-types", null), (HttpMethod.Get, "/stats", null), (HttpMethod.Get, "/health/live", null), (HttpMethod.Get, "/health/ready", null),
        ];
        foreach (var (method, path, body) in requests)
        {
            var (status, type, text) = await _host.SendForTextAsync(method, path, body);
            var breaches = check.Find(method.Method, path, (int)status, type, text);
            Assert.True(breaches.Count == 0 && (int)status < 500, $"{method} {path} {status}: {string.Join("; ", breaches)}");
        }
    }

    [Fact]
    public async Task The_native_binary_holds_its_pages()
    {
        Assert.Contains("assets/app.js", (await _host.SendForTextAsync(HttpMethod.Get, "/")).Text, StringComparison.Ordinal);
        Assert.Contains("pages/scalar.js", (await _host.SendForTextAsync(HttpMethod.Get, "/docs")).Text, StringComparison.Ordinal);
        Assert.Contains("createApiReference", (await _host.SendForTextAsync(HttpMethod.Get, "/pages/scalar.js")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_host_ends_with_0_and_stalls_what_its_policy_says()
    {
        var slow = await _host.SubmitAsync("slow", """{"seconds":60}""");
        var again = await _host.SubmitAsync("slow_resubmit", """{"seconds":0.5}""");
        await PollAsync(again, task => task.GetProperty("status").GetString() != "submitted");

        Assert.Equal(0, await _host.StopAsync());

        await using var next = await NativeHost.StartAsync(_store.Address);
        Assert.Equal("stalled", (await next.EndOfAsync(slow)).GetProperty("status").GetString());
        Assert.Equal("completed", (await next.EndOfAsync(again)).GetProperty("status").GetString());
    }

    private async Task<System.Text.Json.JsonElement> PollAsync(string id, Func<System.Text.Json.JsonElement, bool> until)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var (_, task) = await _host.SendAsync(HttpMethod.Get, $"/tasks/{id}");
            if (until(task))
                return task;
            Assert.True(DateTime.UtcNow < deadline, $"{task}\n{_host.Output}");
            await Task.Delay(20);
        }
    }
}
