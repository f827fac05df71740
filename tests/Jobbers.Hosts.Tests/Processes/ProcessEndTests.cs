using Jobbers.Hosts.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Tests.Processes;

/// <summary>What a process ends with.</summary>
public sealed class ProcessEndTests
{
    [Fact]
    public async Task A_process_that_is_told_to_stop_while_it_starts_ends_well() =>
        Assert.Equal(0, await RunAsync(static services => services.AddHostedService<StoppedAtStart>()));

    [Fact]
    public async Task A_service_that_fails_ends_the_process_with_an_exit_code() =>
        Assert.Equal(1, await RunAsync(static services => services.AddHostedService<Failing>()));

    [Fact]
    public async Task A_service_that_stops_the_process_has_not_failed() =>
        Assert.Equal(0, await RunAsync(static services => services.AddHostedService<Finished>()));

    [Fact]
    public async Task A_program_that_ignores_what_its_services_do_ends_well() => Assert.Equal(0, await RunAsync(static services => services
        .Configure<HostOptions>(static options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore)
        .AddHostedService<Failing>()
        .AddHostedService<Finished>()));

    [Fact]
    public async Task A_service_that_fails_while_the_others_start_is_heard()
    {
        using var console = new LogRecorder();

        await RunAsync(
            services => services
                .Configure<HostOptions>(static options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore)
                .AddSingleton(console)
                .AddHostedService<Failing>()
                .AddHostedService<FinishedWhenHeard>(),
            console);

        Assert.Contains("a fault of the program's own", Assert.Single(console.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_is_left_to_whoever_ends_the_process()
    {
        using var console = new LogRecorder();

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(static services => services.AddHostedService<FailingAtStart>(), console));

        console.AssertNoFailure();
    }

    [Fact]
    public async Task What_runs_when_the_start_fails_is_stopped_as_at_any_other_end()
    {
        using var console = new LogRecorder();
        var running = new Running();

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(
            services => services.AddSingleton<IHostedService>(running).AddHostedService<FailingAtStart>(), console));

        Assert.True(running.HasBeenStopped);
        console.AssertNoFailure();
    }

    private static async Task<int> RunAsync(Action<IServiceCollection> configure, LogRecorder? console = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        using var logging = LoggerFactory.Create(logging => logging.AddProvider(console ?? new LogRecorder()));
        ProcessLogging.MuteFailingStart(builder.Logging, logging, static () => false);
        builder.Services.AddSingleton(TimeProvider.System);
        configure(builder.Services);
        using var host = builder.Build();
        return await ProcessAssembly.RunAsync(host, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>As when SIGTERM comes while a service that heeds its token is still starting.</summary>
    private sealed class StoppedAtStart(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            cancellationToken.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Failing : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => throw new InvalidOperationException("a fault of the program's own");
    }

    private sealed class FailingAtStart : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("a fault of the program's own");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Running : BackgroundService
    {
        public bool HasBeenStopped { get; private set; }

        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            HasBeenStopped = true;
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);
    }

    /// <summary>A stop at once would cancel the other service before it has begun to fail.</summary>
    private sealed class FinishedWhenHeard(IHostApplicationLifetime lifetime, LogRecorder console) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            while (console.Failures.IsEmpty)
                await Task.Delay(1, stoppingToken);
            lifetime.StopApplication();
        }
    }

    private sealed class Finished(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }
    }
}
