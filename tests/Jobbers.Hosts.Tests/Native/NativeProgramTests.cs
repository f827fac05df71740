using System.Net;
using Jobbers.Redis.Tests.Server;

namespace Jobbers.Hosts.Tests.Native;

/// <summary>An ASP.NET Core program with Jobbers within it, as a native binary.</summary>
public sealed class NativeProgramTests
{
    private const string Place = "/internal/jobs";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("redis")]
    public async Task It_runs_tasks_serves_the_manager_and_ends_when_told(string engine)
    {
        using var store = new NativeStore(engine);
        await using var host = await NativeHost.StartAsync(store.Address, verb: "embedded", answers: $"{Place}/health/ready");

        Assert.Equal("42", (await host.SendForTextAsync(HttpMethod.Get, "/sum")).Text);
        Assert.Equal("1", (await host.SendForTextAsync(HttpMethod.Get, "/attempts")).Text);
        var (listed, tasks) = await host.SendAsync(HttpMethod.Get, $"{Place}/tasks");
        Assert.Equal((HttpStatusCode.OK, "completed"), (listed, tasks.GetProperty("tasks")[0].GetProperty("status").GetString()));
        var (documented, document) = await host.SendAsync(HttpMethod.Get, $"{Place}/openapi/v1.json");
        Assert.Equal((HttpStatusCode.OK, Place), (documented, document.GetProperty("servers")[0].GetProperty("url").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendForTextAsync(HttpMethod.Get, "/tasks")).Status);
        // The command line reaches it there, too.
        var (code, output, error) = await NativeHost.RunAsync(["tasks", "list", "--url", $"{host.Url}{Place}"]);
        Assert.True(code == 0, error);
        Assert.Contains("add", output, StringComparison.Ordinal);
        Assert.Equal(0, await host.StopAsync());
    }

    [Fact]
    public async Task It_did_not_end_well_when_its_store_came_and_refused()
    {
        var port = FreePort.Find();
        await using var host = await NativeHost.StartAsync($"redis://:wrong@127.0.0.1:{port}", verb: "embedded", answers: $"{Place}/health/live");

        using var redis = new NativeStore("redis", port, "--requirepass", "right");

        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("refuses the user or password", host.Output, StringComparison.Ordinal);
    }
}
