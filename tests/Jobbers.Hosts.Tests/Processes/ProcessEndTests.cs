using Jobbers.Hosts.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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

    private static async Task<int> RunAsync(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
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

    private sealed class Finished(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken)
        {
            lifetime.StopApplication();
            return Task.CompletedTask;
        }
    }
}
