namespace Jobbers.Hosts.Tests.Native;

/// <summary>What a process takes of its machine that it has no use for.</summary>
public sealed class LeanProcessTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("redis")]
    public async Task A_process_that_runs_tasks_loads_no_cryptography(string store)
    {
        using var place = new NativeStore(store);
        await using var host = await NativeHost.StartAsync(place.Address);
        Assert.Equal("completed", (await host.RunTaskAsync("noop")).GetProperty("status").GetString());

        var maps = await File.ReadAllTextAsync($"/proc/{host.ProcessId}/maps", TestContext.Current.CancellationToken);

        Assert.Contains("libc.so", maps, StringComparison.Ordinal);
        Assert.DoesNotContain("libcrypto", maps, StringComparison.Ordinal);
    }
}
