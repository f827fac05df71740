namespace Jobbers.Hosts.Tests;

public class InfoTests : ManagerTests
{
    [Fact]
    public async Task Workers_tell_of_themselves()
    {
        await Manager.SubmitAsync();
        var claim = await Manager.Worker.ClaimAsync();
        Manager.Worker.Heartbeat(["reports"], claim);

        var worker = Assert.Single((await Manager.GetAsync("/workers")).Is(200)["workers"].EnumerateArray());

        Assert.Equal("worker-1", worker.GetProperty("id").GetString());
        Assert.Equal("host-1", worker.GetProperty("host").GetString());
        Assert.Equal(4711, worker.GetProperty("process_id").GetInt32());
        Assert.Equal("1.2.3", worker.GetProperty("version").GetString());
        Assert.Equal("default", worker.GetProperty("role").GetString());
        Assert.Equal("reports", worker.GetProperty("queues")[0].GetString());
        Assert.Equal(1, worker.GetProperty("slots_used").GetInt32());
        Assert.Equal(2, worker.GetProperty("slots_total").GetInt32());
        Assert.Equal("2026-01-01T00:00:00Z", worker.GetProperty("started_at").GetString());
        Assert.EndsWith("Z", worker.GetProperty("last_seen_at").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, worker.GetProperty("tasks").GetArrayLength());
    }

    [Fact]
    public async Task Task_types_tell_who_knows_them()
    {
        Manager.Worker.Heartbeat(["reports"]);

        var types = (await Manager.GetAsync("/task-types")).Is(200)["task_types"].EnumerateArray().ToList();

        Assert.Equal(
            ["echo@1", "echo@2", "generate_report@1", "pay@1", "pay_later@1"],
            types.Select(type => $"{type.GetProperty("name").GetString()}@{type.GetProperty("version").GetInt32()}"));
        var report = types[2];
        Assert.Equal("Makes a report.", report.GetProperty("description").GetString());
        Assert.EndsWith(".GenerateReport", report.GetProperty("declared_by").GetString(), StringComparison.Ordinal);
        Assert.Equal("save", report.GetProperty("policy").GetProperty("dead_letter_policy").GetString());
        Assert.Equal(300, report.GetProperty("policy").GetProperty("max_heartbeat_interval").GetDouble());
        Assert.Equal("object", report.GetProperty("params_schema").GetProperty("type").GetString());
        Assert.Equal("object", report.GetProperty("result_schema").GetProperty("type").GetString());
        Assert.Equal("worker-1", report.GetProperty("workers")[0].GetString());
        Assert.Equal(0, types[1].GetProperty("workers").GetArrayLength());
    }

    [Fact]
    public async Task Task_types_tell_when_they_recur()
    {
        var types = (await Manager.GetAsync("/task-types")).Is(200)["task_types"].EnumerateArray().ToList();

        Assert.False(types[0].TryGetProperty("cron", out _) || types[0].TryGetProperty("next_occurrence", out _));
        Assert.Equal("@daily", types[1].GetProperty("cron").GetString());
        var next = types[1].GetProperty("next_occurrence").GetDateTimeOffset();
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (next.TimeOfDay, next.Offset));
        Assert.InRange(next, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
    }

    [Fact]
    public async Task Stats_tell_sizes_throughput_and_latency()
    {
        for (var i = 0; i < 3; i++)
        {
            await Manager.SubmitAsync();
            await Manager.Worker.CompleteAsync();
        }

        await Manager.SubmitAsync();
        await Manager.Worker.FailAsync();
        await Manager.SubmitAsync();
        Manager.Worker.Heartbeat(["reports"]);

        var stats = (await Manager.GetAsync("/stats")).Is(200);

        Assert.Equal(3, stats["counts"].GetProperty("completed").GetInt32());
        Assert.Equal(1, stats["counts"].GetProperty("submitted").GetInt32());
        Assert.Equal(1, stats["dead_letters"].GetInt32());
        Assert.Equal(1, stats["workers"].GetInt32());
        Assert.Equal(2, stats["slots_total"].GetInt32());
        var recent = stats["recent"];
        Assert.Equal(300, recent.GetProperty("window_seconds").GetDouble());
        Assert.Equal(3, recent.GetProperty("ended").GetProperty("completed").GetInt32());
        Assert.Equal(1, recent.GetProperty("ended").GetProperty("failed").GetInt32());
        Assert.Equal(0.8, recent.GetProperty("ended_per_minute").GetDouble());
        Assert.InRange(recent.GetProperty("execution_ms").GetProperty("p50").GetDouble(), 0, 60_000);
        var (p50, p95) = (recent.GetProperty("end_to_end_ms").GetProperty("p50").GetDouble(), recent.GetProperty("end_to_end_ms").GetProperty("p95").GetDouble());
        Assert.True(p50 <= p95);
        Assert.True(p50 >= recent.GetProperty("execution_ms").GetProperty("p50").GetDouble());
        var queues = stats["queues"].EnumerateArray().ToDictionary(queue => queue.GetProperty("name").GetString()!);
        Assert.Equal(0.8, queues["reports"].GetProperty("recent").GetProperty("ended_per_minute").GetDouble());
        Assert.Equal(0, queues["default"].GetProperty("recent").GetProperty("ended_per_minute").GetDouble());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, queues["default"].GetProperty("recent").GetProperty("execution_ms").ValueKind);
    }

    [Fact]
    public async Task The_ended_tasks_of_a_deleted_queue_are_still_counted_and_the_queue_is_not_listed()
    {
        await Manager.SubmitAsync();
        await Manager.Worker.FailAsync();
        (await Manager.DeleteAsync("/queues/reports")).Is(200);

        var stats = (await Manager.GetAsync("/stats")).Is(200);

        Assert.Equal(1, stats["counts"].GetProperty("failed").GetInt32());
        Assert.Equal(1, stats["dead_letters"].GetInt32());
        var gone = stats["queues"].EnumerateArray().Single(queue => queue.GetProperty("name").GetString() == "reports");
        Assert.Equal(1, gone.GetProperty("counts").GetProperty("failed").GetInt32());
        Assert.False(gone.TryGetProperty("paused", out _));
        Assert.Equal(["default"], (await Manager.GetAsync("/queues")).Is(200).Strings("queues"));
        (await Manager.GetAsync("/queues/reports")).IsProblem(404);
    }

    [Fact]
    public async Task All_that_ended_is_counted_however_many_it_was()
    {
        const int tasks = 450;
        await Manager.PostAsync("/tasks/batch", $"[{string.Join(',', Enumerable.Repeat("""{"name":"echo"}""", tasks))}]");
        var answer = (await Manager.PostAsync("/tasks/cancel", """{"queue":"default"}""")).Is(200);
        Assert.Equal(tasks, answer["results"].GetArrayLength());

        var recent = (await Manager.GetAsync("/stats")).Is(200)["recent"];

        Assert.Equal(tasks, recent.GetProperty("ended").GetProperty("cancelled").GetInt32());
        Assert.Equal(tasks / 5, recent.GetProperty("ended_per_minute").GetDouble());
        Assert.Equal(15, recent.GetProperty("minutes").GetArrayLength());
        Assert.Equal(tasks, recent.GetProperty("minutes").EnumerateArray().Sum(minute => minute.GetProperty("other").GetInt32()));
        Assert.Equal(0, recent.GetProperty("minutes").EnumerateArray().Sum(minute => minute.GetProperty("completed").GetInt32()));
        Assert.Equal(100, recent.GetProperty("latency_sample").GetInt32());
    }

    [Fact]
    public async Task Health_is_told()
    {
        Assert.Equal("live", (await Manager.GetAsync("/health/live")).Is(200)["status"].GetString());
        var ready = (await Manager.GetAsync("/health/ready")).Is(200);
        Assert.Equal("ready", ready["status"].GetString());
        Assert.StartsWith($"{Engine}:", ready["store"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_describes_every_route_but_aliases_and_pages()
    {
        var paths = (await Manager.GetAsync("/openapi/v1.json")).Is(200)["paths"];

        Assert.All(Http.Routes.All, route => Assert.Equal(
            route.IsDocumented,
            paths.TryGetProperty(route.Path, out var path) && path.TryGetProperty(route.Method.ToLowerInvariant(), out _)));
    }

    [Fact]
    public async Task The_document_asks_for_parameters_where_a_submit_without_them_is_refused()
    {
        var schemas = (await Manager.GetAsync("/openapi/v1.json")).Is(200)["components"].GetProperty("schemas");

        Assert.Equal(["name", "params"], RequiredOf("generate_report.v1.submit"));
        (await Manager.PostAsync("/tasks", """{"name":"generate_report"}""")).IsProblem(400);
        Assert.Equal(["name"], RequiredOf("echo.v2.submit"));
        (await Manager.PostAsync("/tasks", """{"name":"echo"}""")).Is(201);
        Assert.Equal(["name", "version"], RequiredOf("echo.v1.submit"));

        IEnumerable<string?> RequiredOf(string name) => schemas.GetProperty(name).GetProperty("required").EnumerateArray().Select(static member => member.GetString());
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/tasks/x/y/z", 404)]
    [InlineData("POST", "/nowhere", 404)]
    [InlineData("DELETE", "/tasks", 405)]
    [InlineData("PATCH", "/queues/q", 405)]
    [InlineData("OPTIONS", "/tasks", 405)]
    [InlineData("GET", "/tasks/cancel/cancel", 405)]
    public async Task What_is_not_there_is_a_problem_too(string method, string path, int status)
    {
        var answer = (await Manager.SendAsync(method, path)).IsProblem(status);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }
}
