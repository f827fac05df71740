namespace Jobbers.Hosts.Tests.Native;

/// <summary>What an accepted task is worth: the process is killed without warning while tasks run and wait, and started again.</summary>
public sealed class KilledDevTests
{
    private const int Tasks = 40;

    [Fact]
    public async Task After_kill_9_every_accepted_task_ends_and_none_is_accepted_twice()
    {
        using var store = new NativeStore("sqlite");
        var journal = Path.Combine(store.Folder, "journal");
        var environment = new Dictionary<string, string> { ["JOBBERS_TEST_JOURNAL"] = journal, ["WORKER_CONCURRENT_TASKS"] = "10" };
        var ids = new List<string>();
        await using (var first = await NativeHost.StartAsync(store.Address, environment))
        {
            for (var i = 0; i < Tasks; i++)
                ids.Add(await first.SubmitAsync("journal", $$"""{"key":"{{i}}","seconds":0.4}"""));
            await WaitForLinesAsync(journal, 25);
            first.Kill();
            await first.ExitAsync();
        }

        await using var second = await NativeHost.StartAsync(store.Address, environment);
        foreach (var id in ids)
        {
            var ended = await second.EndOfAsync(id);
            Assert.Equal("completed", ended.GetProperty("status").GetString());
            Assert.Equal(0, ended.GetProperty("retry_attempt").GetInt32());
        }

        // The attempt whose end was accepted is the one with the token the task kept; each task has exactly one such end.
        var ends = (await File.ReadAllLinesAsync(journal, TestContext.Current.CancellationToken)).Where(line => line.StartsWith("end ", StringComparison.Ordinal)).ToList();
        foreach (var id in ids)
        {
            var token = (await second.SendAsync(HttpMethod.Get, $"/tasks/{id}")).Body.GetProperty("token").GetInt64();
            Assert.Single(ends, line => line.StartsWith($"end {id} {token} ", StringComparison.Ordinal));
        }
    }

    private static async Task WaitForLinesAsync(string file, int lines)
    {
        var deadline = DateTime.UtcNow.AddSeconds(90);
        while (!File.Exists(file) || (await File.ReadAllLinesAsync(file)).Length < lines)
        {
            Assert.True(DateTime.UtcNow < deadline, "the tasks did not run");
            await Task.Delay(10);
        }
    }
}
