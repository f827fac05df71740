using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Embedding;
using Jobbers.Hosts.Tests.Native;
using Jobbers.Redis.Tests.Server;
using Jobbers.Setup;
using Jobbers.Storage;
using Jobbers.Submission;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TestHost;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>How a program with Jobbers within it starts, or says why it does not.</summary>
public sealed class OwnStartTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_called_wrongly_is_told_at_once()
    {
        var builder = WebApplication.CreateSlimBuilder();
        Assert.Contains("given no tasks", Assert.Throws<InvalidOperationException>(() => builder.AddJobbers(static _ => { })).Message, StringComparison.Ordinal);

        builder = WebApplication.CreateSlimBuilder();
        builder.AddJobbers(static jobbers => jobbers.AddTestHostTasks());
        Assert.Contains("called before", Assert.Throws<InvalidOperationException>(() => builder.AddJobbers(static jobbers => jobbers.AddTestHostTasks())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(JobbersHostingOptions.Parts))]
    [InlineData(nameof(JobbersHostingOptions.Store))]
    [InlineData(nameof(JobbersHostingOptions.EndedAge))]
    [InlineData(nameof(JobbersHostingOptions.DeadLetterAge))]
    public void An_option_that_is_not_allowed_is_named(string option)
    {
        var refused = Assert.Throws<ArgumentException>(() => WebApplication.CreateSlimBuilder().AddJobbers(static jobbers => jobbers.AddTestHostTasks(), options =>
        {
            options.Parts = option == nameof(options.Parts) ? (JobbersParts)16 : options.Parts;
            options.Store = option == nameof(options.Store) ? " " : null;
            options.EndedAge = option == nameof(options.EndedAge) ? TimeSpan.FromSeconds(-1) : null;
            options.DeadLetterAge = option == nameof(options.DeadLetterAge) ? TimeSpan.FromSeconds(-1) : null;
        }));

        Assert.StartsWith(option, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("jobs")]
    [InlineData("/jobs/")]
    [InlineData("/a//b")]
    [InlineData("/../a")]
    [InlineData("/{tenant}")]
    [InlineData("/a b")]
    public async Task A_path_that_is_none_is_refused(string path)
    {
        await using var app = OwnProgram.Build("sqlite:unused.db");

        Assert.Contains($"'{path}'", Assert.Throws<ArgumentException>(() => app.MapJobbers(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_without_the_manager_is_told_so_when_it_maps_it()
    {
        await using var app = OwnProgram.Build("sqlite:unused.db", options: static options => options.Parts = JobbersParts.Worker);
        await using var bare = WebApplication.CreateSlimBuilder().Build();

        foreach (var program in (WebApplication[])[app, bare])
            Assert.Contains("the part Manager", Assert.Throws<InvalidOperationException>(() => program.MapJobbers()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_settings_that_are_bad_are_named_at_the_start()
    {
        var refused = Assert.Throws<SettingsException>(() => OwnProgram.Build("mysql://db", settings: new()
        {
            ["WORKER_CONCURRENT_TASKS"] = "0",
            ["Jobbers:SchedulerPollInterval"] = "soon",
        })).Message;

        Assert.Contains("options.Store is 'mysql://…'", refused, StringComparison.Ordinal);
        Assert.Contains("WORKER_CONCURRENT_TASKS is '0'", refused, StringComparison.Ordinal);
        Assert.Contains("SCHEDULER_POLL_INTERVAL is 'soon'", refused, StringComparison.Ordinal);
    }

    /// <summary>As a test of a program does, which changes its configuration after the program has said what it wants.</summary>
    [Fact]
    public async Task What_the_configuration_says_last_counts()
    {
        using var place = new NativeStore("sqlite");
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddJobbers(static jobbers => jobbers.AddTestHostTasks());
        builder.Configuration["Jobbers:Store"] = place.Address;
        builder.Configuration["Jobbers:WorkerConcurrentTasks"] = "3";
        await using var app = builder.Build();

        Assert.Equal(3, app.Services.GetRequiredService<Execution.WorkerOptions>().Slots);
        Assert.Contains(place.Folder, app.Services.GetRequiredService<ITaskStore>().Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_gives_its_worker_the_time_to_end()
    {
        await using var app = OwnProgram.Build("sqlite:unused.db", settings: new() { ["WORKER_SHUTDOWN_TIMEOUT"] = "100" });

        Assert.Equal(TimeSpan.FromSeconds(106), app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        foreach (var longer in (TimeSpan[])[TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan])
        {
            await using var patient = OwnProgram.Build("sqlite:unused.db", build: services => services.Configure<HostOptions>(options => options.ShutdownTimeout = longer));
            Assert.Equal(longer, patient.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        }
    }

    [Fact]
    public async Task A_store_that_can_never_work_ends_the_start()
    {
        using var place = new NativeStore("sqlite");
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "jobbers.db"), new string('x', 4096), Stop);
        await using var app = OwnProgram.Build(place.Address);

        await Assert.ThrowsAsync<StoreRefusedException>(() => app.StartAsync(Stop));
    }

    [Fact]
    public async Task A_store_that_is_down_is_waited_for_while_the_program_serves()
    {
        var port = FreePort.Find();
        await using var program = await OwnProgram.StartAsync(options: options => options.Store = $"redis://127.0.0.1:{port}");
        (await program.GetAsync("/jobbers/health/live")).Is(200);
        (await program.GetAsync("/jobbers/health/ready")).IsProblem(503);
        var early = program.Jobs.EnqueueAdd(40, 2, cancellationToken: Stop);

        using var redis = new NativeStore("redis", port);

        Assert.Equal(42, (await (await early).ResultAsync(Stop)).Value);
        (await program.GetAsync("/jobbers/health/ready")).Is(200);
    }

    [Fact]
    public async Task A_store_that_comes_and_refuses_ends_the_program()
    {
        var port = FreePort.Find();
        await using var program = await OwnProgram.StartAsync(options: options => options.Store = $"redis://:wrong@127.0.0.1:{port}");
        using var redis = new NativeStore("redis", port, "--requirepass", "right");

        await program.App.WaitForShutdownAsync(Stop).WaitAsync(Deadline, Stop);

        Assert.Contains(program.Log.Failures, static line => line.Contains("refuses the user or password: correct them in options.Store", StringComparison.Ordinal));
        Assert.Equal(1, Environment.ExitCode);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task A_program_that_goes_on_without_its_services_ends_as_it_likes()
    {
        var port = FreePort.Find();
        await using var program = await OwnProgram.StartAsync(
            options: options => options.Store = $"redis://:wrong@127.0.0.1:{port}",
            build: static services => services.Configure<HostOptions>(static host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore));
        using var redis = new NativeStore("redis", port, "--requirepass", "right");

        var lifetime = program.App.Services.GetServices<IHostedService>().OfType<EmbeddedLifetime>().Single();
        await Assert.ThrowsAsync<StoreRefusedException>(() => lifetime.ExecuteTask!.WaitAsync(Deadline, Stop));

        Assert.Equal(0, Environment.ExitCode);
    }

    /// <summary>A service of the program's own that submits as it starts, registered before Jobbers was.</summary>
    [Fact]
    public async Task The_programs_services_find_the_store_open()
    {
        await using var program = await OwnProgram.StartAsync(build: static services => services.AddHostedService<Submitter>());

        Assert.Equal(5, (await Submitter.Submitted!.ResultAsync(Stop)).Value);
    }

    private sealed class Submitter(JobbersClient client) : IHostedService
    {
        public static TaskHandle<Sum>? Submitted { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken) => Submitted = await client.EnqueueAdd(2, 3, cancellationToken: cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
