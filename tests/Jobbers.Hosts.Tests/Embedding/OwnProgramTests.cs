using System.Text.Json;
using Jobbers.Hosts.Tests.Native;
using Jobbers.Setup;
using Jobbers.Submission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TestHost;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>Jobbers within a program that has a host, routes and services of its own.</summary>
public sealed class OwnProgramTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("redis")]
    public async Task A_program_runs_what_it_submits_and_shows_it(string engine)
    {
        await using var program = await OwnProgram.StartAsync(engine);

        var handle = await program.Jobs.EnqueueAdd(40, 2, cancellationToken: Stop);

        Assert.Equal(42, (await handle.ResultAsync(Stop)).Value);
        Assert.Equal("completed", (await program.GetAsync($"/jobbers/tasks/{handle.Id}")).Is(200)["status"].GetString());
        program.Log.AssertNoFailure();
    }

    [Fact]
    public async Task Other_programs_reach_it_below_its_path()
    {
        await using var program = await OwnProgram.StartAsync();
        using var client = new JobbersHttpClient(new JobbersHttpClientOptions { Address = new Uri(program.Client.BaseAddress!, "jobbers") });

        Assert.Equal(3, (await (await client.EnqueueAdd(2, 1, cancellationToken: Stop)).ResultAsync(Stop)).Value);
    }

    /// <summary>Its scheduler promotes, its recurring tasks are stored, its cleaner prunes: the other parts run too.</summary>
    [Fact]
    public async Task What_is_due_later_runs_too()
    {
        await using var program = await OwnProgram.StartAsync();

        var handle = await program.Jobs.ScheduleAdd(DateTimeOffset.UtcNow.AddSeconds(1), 1, 1, cancellationToken: Stop);

        Assert.Equal(2, (await handle.ResultAsync(Stop)).Value);
    }

    [Theory]
    [InlineData("/jobbers", "")]
    [InlineData("/internal/jobs-1", "")]
    [InlineData("/jobs", "/admin")]
    public async Task All_that_it_says_of_itself_has_the_path_that_it_is_served_at(string path, string group)
    {
        await using var program = await OwnProgram.StartAsync(map: app => app.MapGroup(group).MapJobbers(path));
        var place = group + path;

        var submitted = (await program.SendAsync("POST", $"{place}/tasks", """{"name":"noop"}""")).Is(201);
        Assert.Equal($"{place}/tasks/{submitted.Id}", submitted.Headers.Location?.OriginalString);
        (await program.GetAsync(submitted.Headers.Location!.OriginalString)).Is(200);
        Assert.Equal(place, (await program.GetAsync($"{place}/openapi/v1.json"))["servers"][0].GetProperty("url").GetString());
        Assert.Contains($"nothing at {place}/nowhere;", (await program.GetAsync($"{place}/nowhere")).IsProblem(404)["detail"].GetString(), StringComparison.Ordinal);
        Assert.Contains($"{place}/tasks does not take", (await program.SendAsync("PUT", $"{place}/tasks", "{}")).IsProblem(405)["detail"].GetString(), StringComparison.Ordinal);
        var folder = (await program.GetAsync($"{place}?a=b")).Is(302);
        Assert.Equal($"{place}/?a=b", folder.Headers.Location?.OriginalString);
        Assert.Equal("text/html", (await program.GetAsync($"{place}/")).Is(200).ContentType);
        Assert.Equal("text/javascript", (await program.GetAsync($"{place}/assets/app.js")).Is(200).ContentType);
        foreach (var page in (string[])["/", "/docs"])
            Assert.DoesNotMatch("(href|src)=\"/", (await program.GetAsync(place + page)).Text);
    }

    [Fact]
    public async Task Below_the_base_of_its_program_too()
    {
        await using var program = await OwnProgram.StartAsync(map: app =>
        {
            app.UsePathBase("/shop");
            app.UseRouting();
            app.MapJobbers();
        });

        var submitted = (await program.SendAsync("POST", "/shop/jobbers/tasks", """{"name":"noop"}""")).Is(201);

        Assert.Equal($"/shop/jobbers/tasks/{submitted.Id}", submitted.Headers.Location?.OriginalString);
        Assert.Equal("/shop/jobbers/", (await program.GetAsync("/shop/jobbers")).Is(302).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_programs_own_routes_stay_its_own()
    {
        await using var program = await OwnProgram.StartAsync(build: static services => services.AddEndpointsApiExplorer(), map: static app =>
        {
            app.MapJobbers();
            app.MapGet("/tasks", (RequestDelegate)(http => http.Response.WriteAsync("mine")));
            app.MapFallback((RequestDelegate)(http => http.Response.WriteAsync($"the program's page for {http.Request.Path}")));
        });

        Assert.Equal("mine", (await program.GetAsync("/tasks")).Text);
        Assert.Equal("the program's page for /docs", (await program.GetAsync("/docs")).Text);
        Assert.True((await program.GetAsync("/jobbers/tasks")).Is(200).Has("tasks"));
        (await program.GetAsync("/jobbers/nowhere")).IsProblem(404);
        Assert.False((await program.GetAsync("/tasks")).Headers.Contains("Content-Security-Policy"));
        // Nor are the manager's in the program's own API document.
        var described = program.App.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items;
        Assert.DoesNotContain(described.SelectMany(group => group.Items), item => item.RelativePath?.Contains("dead-letter", StringComparison.Ordinal) == true);
    }

    /// <summary>What comes behind the manager, as a log of requests, sees the request as it came.</summary>
    [Fact]
    public async Task The_request_is_the_programs_again_when_it_was_answered()
    {
        (string Base, string Path, string? Endpoint) seen = default;
        await using var program = await OwnProgram.StartAsync(map: app =>
        {
            app.Use(async (http, next) =>
            {
                await next(http);
                seen = (http.Request.PathBase, http.Request.Path, http.GetEndpoint()?.DisplayName);
            });
            app.UseRouting();
            app.MapJobbers();
        });

        (await program.GetAsync("/jobbers/tasks")).Is(200);

        Assert.Equal(("", "/jobbers/tasks", "Jobbers"), seen);
    }

    [Fact]
    public async Task A_host_without_a_web_server_runs_tasks()
    {
        using var place = new NativeStore("sqlite");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddJobbers(static jobbers => jobbers.AddTestHostTasks(), options =>
        {
            options.Store = place.Address;
            options.Parts = JobbersParts.Worker | JobbersParts.Scheduler;
        });
        using var host = builder.Build();
        await host.StartAsync(Stop);

        Assert.Equal(3, (await (await host.Services.GetRequiredService<JobbersClient>().EnqueueAdd(2, 1, cancellationToken: Stop)).ResultAsync(Stop)).Value);

        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Without_parts_it_submits_and_no_more()
    {
        await using var program = await OwnProgram.StartAsync(options: static options => options.Parts = JobbersParts.None, map: static _ => { });

        var handle = await program.Jobs.EnqueueNoop(cancellationToken: Stop);

        Assert.Equal(Lifecycle.JobStatus.Submitted, (await program.Jobs.GetAsync(handle.Id, Stop))?.Status);
        Assert.Equal(
            ["EmbeddedLifetime", "GenericWebHostService"],
            program.App.Services.GetServices<IHostedService>().Select(service => service.GetType().Name).Order(StringComparer.Ordinal));
    }
}
