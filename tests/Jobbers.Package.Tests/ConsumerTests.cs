namespace Jobbers.Package.Tests;

/// <summary>From the package reference to a native program that runs a task, and the two times on the way that the build says no.</summary>
public sealed class ConsumerTests : IDisposable
{
    private const string Greeting = """
        public sealed record Greeting(string Text);

        public static class GreetingTasks
        {
            /// <summary>Greets somebody, often.</summary>
            [RegisterTask("greet", MaxHeartbeatInterval = 10)]
            public static async Task<Greeting> Greet(string name, int times, TaskContext context, CancellationToken cancellationToken)
            {
                var text = "";
                for (var i = 0; i < times; i++)
                {
                    await Task.Delay(1, cancellationToken);
                    context.Heartbeat();
                    text += $"Hello {name}! ";
                }

                return new Greeting(text.TrimEnd());
            }

            [RegisterTask("greet_all", Cron = "15 */12 * * *", CronTimeZone = "Asia/Kolkata")]
            public static Task GreetAll(TaskContext context, [Occurrence] DateTimeOffset at) => Task.CompletedTask;
        }
        """;

    private readonly ConsumerProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_package_checks_builds_publishes_and_runs_a_task()
    {
        _project.Write("GreetingTasks.cs", Greeting.Replace("context.Heartbeat();", "", StringComparison.Ordinal));
        var silent = await _project.BuildAsync();
        Assert.Contains("error JOB201", silent.Output, StringComparison.Ordinal);

        _project.Write("GreetingTasks.cs", Greeting);
        var published = await _project.PublishAsync();
        Assert.True(published.Code == 0, published.Output);
        Assert.DoesNotContain("warning", published.Output, StringComparison.OrdinalIgnoreCase);
        var greeting = await _project.ResultAsync(_project.Published, "greet", new { name = "Ada", times = 2 });
        Assert.Equal("Hello Ada! Hello Ada!", greeting.GetProperty("text").GetString());
        var next = await _project.RecurringAsync(_project.Published);
        Assert.Equal("greet_all", next.GetProperty("name").GetString());
        Assert.Matches("T(06|18):45:00Z$", next.GetProperty("run_at").GetString());
        Assert.Equal(next.GetProperty("run_at").GetDateTimeOffset(), next.GetProperty("params").GetProperty("at").GetDateTimeOffset());

        var baseline = await _project.RunAsync(_project.Published, "contracts", "write");
        Assert.True(baseline.Code == 0, baseline.Output);
        _project.Write("GreetingTasks.cs", Greeting.Replace("int times", "int count", StringComparison.Ordinal).Replace("i < times", "i < count", StringComparison.Ordinal));
        var broken = await _project.BuildAsync();
        Assert.Contains("error JOB301", broken.Output, StringComparison.Ordinal);
    }
}
