using Jobbers.Lifecycle;
using Jobbers.Sqlite;
using Jobbers.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TestHost;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>How a program with Jobbers within it ends.</summary>
public sealed class OwnEndTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The host stops its web server first, which waits for its requests, and the worker long after: by then it has ended.</summary>
    [Fact]
    public async Task The_worker_ends_while_the_web_server_still_waits_for_a_request()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        await using var program = await OwnProgram.StartAsync(map: app =>
        {
            app.MapJobbers();
            app.MapGet("/long", (RequestDelegate)(async http =>
            {
                entered.SetResult();
                await leave.Task;
                await http.Response.WriteAsync("done");
            }));
        });
        var queries = program.App.Services.GetRequiredService<ITaskQueries>();
        var runs = await program.Jobs.EnqueueSlowResubmit(600, cancellationToken: Stop);
        await UntilAsync(async () => (await program.Jobs.GetAsync(runs.Id, Stop))?.Status == JobStatus.Started);
        var request = program.GetAsync("/long");
        await entered.Task.WaitAsync(Deadline, Stop);

        var end = program.App.StopAsync(Stop);

        await UntilAsync(async () => (await queries.GetWorkersAsync(Stop)).Count == 0);
        Assert.Equal(JobStatus.Submitted, (await program.Jobs.GetAsync(runs.Id, Stop))?.Status);
        var late = await program.Jobs.EnqueueNoop(cancellationToken: Stop);
        Assert.False(end.IsCompleted);
        leave.SetResult();
        Assert.Equal("done", (await request).Text);
        await end.WaitAsync(Deadline, Stop);
        Assert.Equal(JobStatus.Submitted, (await program.Jobs.GetAsync(late.Id, Stop))?.Status);
        program.Log.AssertNoFailure();
    }

    /// <summary>As one does that goes on serving for some seconds, until nobody sends it requests any more.</summary>
    [Fact]
    public async Task The_worker_ends_while_the_program_takes_its_time_to_begin_to_stop()
    {
        using var leave = new ManualResetEventSlim();
        await using var program = await OwnProgram.StartAsync(map: app =>
        {
            app.MapJobbers();
            app.Lifetime.ApplicationStopping.Register(() => leave.Wait(Deadline));
        });
        var runs = await program.Jobs.EnqueueSlowResubmit(600, cancellationToken: Stop);
        await UntilAsync(async () => (await program.Jobs.GetAsync(runs.Id, Stop))?.Status == JobStatus.Started);

        // As a signal does.
        var told = Task.Run(program.App.Lifetime.StopApplication, Stop);

        await UntilAsync(async () => (await program.Jobs.GetAsync(runs.Id, Stop))?.Status == JobStatus.Submitted);
        Assert.False(told.IsCompleted);
        leave.Set();
        await told.WaitAsync(Deadline, Stop);
        await program.App.StopAsync(Stop).WaitAsync(Deadline, Stop);
        program.Log.AssertNoFailure();
    }

    /// <summary>What does not end by itself is not waited for longer than the caller of the stop would.</summary>
    [Fact]
    public async Task A_stop_that_is_hurried_hurries_the_worker()
    {
        await using var program = await OwnProgram.StartAsync();
        var runs = await program.Jobs.EnqueueSlowContinue(600, cancellationToken: Stop);
        await UntilAsync(async () => (await program.Jobs.GetAsync(runs.Id, Stop))?.Status == JobStatus.Started);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await program.App.StopAsync(soon.Token).WaitAsync(TimeSpan.FromSeconds(20), Stop);

        Assert.Equal(JobStatus.Submitted, (await program.Jobs.GetAsync(runs.Id, Stop))?.Status);
    }

    /// <summary>The store is closed with the program, once, so that its file can be opened, moved or deleted.</summary>
    [Fact]
    public async Task The_store_is_closed_with_the_program()
    {
        await using var program = await OwnProgram.StartAsync();
        var id = (await program.Jobs.EnqueueNoop(cancellationToken: Stop)).Id;
        await program.Jobs.WaitAsync(id, Stop);
        var file = program.App.Services.GetRequiredService<ITaskStore>().Description.Replace("sqlite:", "", StringComparison.Ordinal);
        await program.App.StopAsync(Stop);
        await program.App.DisposeAsync();

        Assert.False(File.Exists(file + "-wal"), "the log of a database that was closed is gone");
        await using var store = await SqliteStore.OpenAsync(new SqliteStoreOptions(file), TimeProvider.System, Stop);
        Assert.Equal(JobStatus.Completed, (await store.Queries.GetAsync([id], Stop))[0]?.Status);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Deadline);
        while (!await holds())
            await Task.Delay(20, limit.Token);
    }
}
