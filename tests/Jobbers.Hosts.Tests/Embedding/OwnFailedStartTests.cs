using System.Net;
using System.Net.Sockets;
using Jobbers.Hosts.Tests.Native;
using Jobbers.Lifecycle;
using Jobbers.Sqlite;
using Jobbers.Submission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TestHost;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>A program that does not get to its end of starting: its host is disposed of, and told to stop by nobody.</summary>
public sealed class OwnFailedStartTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What such a program had claimed would stay claimed until its lease is over, and count as a death of its worker.</summary>
    [Fact]
    public async Task A_program_whose_port_is_taken_claims_nothing()
    {
        using var place = new NativeStore("sqlite");
        var file = place.Address["sqlite:".Length..];
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        Ulid id;
        await using (var app = OwnProgram.Build(place.Address, build: static services => services.AddHostedService<Submitter>().AddSingleton<IStartupFilter, SlowWebServer>()))
        {
            app.Urls.Clear();
            app.Urls.Add($"http://{other.LocalEndpoint}");
            await Assert.ThrowsAsync<IOException>(() => app.StartAsync(Stop));
            id = app.Services.GetServices<IHostedService>().OfType<Submitter>().Single().Submitted;
        }

        await using var store = await SqliteStore.OpenAsync(new SqliteStoreOptions(file), TimeProvider.System, Stop);
        Assert.Equal(JobStatus.Submitted, (await store.Queries.GetAsync([id], Stop))[0]?.Status);
        Assert.Empty(await store.Queries.GetWorkersAsync(Stop));
    }

    private sealed class Submitter(JobbersClient client) : IHostedService
    {
        public Ulid Submitted { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken) =>
            Submitted = (await client.EnqueueSlowResubmit(600, cancellationToken: cancellationToken)).Id;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>The web server starts last: by the time it tries to listen a worker would have found the task.</summary>
    private sealed class SlowWebServer : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next)
        {
            Thread.Sleep(TimeSpan.FromSeconds(1));
            return next;
        }
    }
}
