using Jobbers.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using TestHost;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>What a program says for all its endpoints at once, and would break this one.</summary>
public sealed class OwnSurroundingsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An answer that is kept would be old, and would be given to callers whom nobody has looked at.</summary>
    [Fact]
    public async Task A_programs_output_cache_keeps_no_answer()
    {
        await using var program = await OwnProgram.StartAsync(
            build: static services => services.AddOutputCache(static cache => cache.AddBasePolicy(static policy => policy.Expire(TimeSpan.FromMinutes(1)))),
            map: static app =>
            {
                // It keeps answers of status 200 to callers who are not signed in, as those of this machine are not.
                app.UseRouting();
                app.UseOutputCache();
                app.MapJobbers();
            });
        Assert.Equal(0, (await program.GetAsync("/jobbers/tasks")).Is(200)["tasks"].GetArrayLength());

        await program.Jobs.EnqueueNoop(cancellationToken: Stop);

        Assert.Equal(1, (await program.GetAsync("/jobbers/tasks")).Is(200)["tasks"].GetArrayLength());
        (await program.GetAsync("/jobbers/tasks", (OwnProgram.CallerHeader, "192.0.2.7"))).IsProblem(403);
    }

    /// <summary>Waits and streams are long on purpose. What was cut off by the program's limit would look like an answer: 200 and nothing in it.</summary>
    [Fact]
    public async Task A_programs_limit_of_requests_cuts_no_wait_off()
    {
        await using var program = await OwnProgram.StartAsync(
            build: static services => services.AddRequestTimeouts(static limits => limits.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(200) }),
            map: static app =>
            {
                app.UseRouting();
                app.UseRequestTimeouts();
                app.MapJobbers();
            });
        var handle = await program.Jobs.EnqueueSlowResubmit(1, cancellationToken: Stop);

        var ended = (await program.GetAsync($"/jobbers/tasks/{handle.Id}/wait?timeout=60")).Is(200);

        Assert.Equal(JobStatus.Completed.ToWire(), ended["status"].GetString());
    }
}
