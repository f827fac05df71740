using System.Diagnostics;
using System.Net;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>Processes that start before their Redis does: they wait for it, say so, and go on by themselves.</summary>
public sealed class LateRedisTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_manager_listens_before_its_redis_is_there_and_is_ready_when_it_comes()
    {
        var port = FreePort.Find();
        await using var host = await NativeHost.StartAsync($"redis://:secret@127.0.0.1:{port}", verb: "manager", answers: "/health/live");

        foreach (var path in (string[])["/health/ready", "/tasks", "/queues", "/stats"])
        {
            using var answer = await host.Http.GetAsync(path, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Contains($"redis://127.0.0.1:{port}", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        }

        using var redis = new NativeStore("redis", port, "--requirepass", "secret");
        await UntilAsync(host, HttpStatusCode.OK);
        await host.SubmitAsync("echo", """{"value":"late"}""");

        // All that it said has come when it has ended.
        Assert.Equal(0, await host.StopAsync());
        Assert.Single(host.Output.Split('\n'), line => line.Contains("Start cannot reach the store", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_of_everything_runs_tasks_once_its_redis_came()
    {
        var port = FreePort.Find();
        await using var host = await NativeHost.StartAsync($"redis://127.0.0.1:{port}", answers: "/health/live");
        using var redis = new NativeStore("redis", port);
        await UntilAsync(host, HttpStatusCode.OK);
        Assert.Equal("completed", (await host.RunTaskAsync("echo", """{"value":"late"}""")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_redis_that_comes_and_refuses_the_password_ends_the_manager_with_a_sentence()
    {
        var port = FreePort.Find();
        await using var host = await NativeHost.StartAsync($"redis://:wrong-secret@127.0.0.1:{port}", verb: "manager", answers: "/health/live");
        using var redis = new NativeStore("redis", port, "--requirepass", "right-secret");

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("refuses the user or password: correct them in --store", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("scheduler")]
    public async Task A_process_without_its_redis_waits_and_can_be_stopped(string verb)
    {
        await using var host = NativeHost.Start([verb, "--store", $"redis://127.0.0.1:{FreePort.Find()}"]);
        await host.UntilSaidAsync("cannot reach the store");
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task One_pass_of_the_cleaner_does_not_wait()
    {
        var (code, _, error) = await NativeHost.RunAsync(["cleaner", "--store", $"redis://:secret@127.0.0.1:{FreePort.Find()}"]);

        Assert.Equal(1, code);
        Assert.Contains("is not reachable: start it, or correct --store", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    private static async Task UntilAsync(NativeHost host, HttpStatusCode status)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await host.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            if (answer.StatusCode == status)
                return;
            Assert.True(clock.Elapsed < Deadline, $"still {answer.StatusCode}:\n{host.Output}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
