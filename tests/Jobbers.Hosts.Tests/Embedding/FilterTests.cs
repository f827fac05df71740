using System.Collections.Concurrent;
using System.Text;
using Jobbers.Catalog;
using Jobbers.Execution;
using Jobbers.Lifecycle;
using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;
using TestHost;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>Filters of a program around the attempts of its worker.</summary>
public sealed class FilterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Filters_stand_around_the_code_in_the_order_they_were_added()
    {
        await using var program = await StartAsync<Outer>(static jobbers => jobbers.AddAttemptFilter<Inner>());

        var handle = await program.Jobs.EnqueueAdd(40, 2, cancellationToken: Stop);

        Assert.Equal(42, (await handle.ResultAsync(Stop)).Value);
        Assert.Equal(
            ["outer before add {\"a\":40,\"b\":2}", "inner before", "inner after {\"sum\":42}", "outer after"],
            program.App.Services.GetRequiredService<Journal>().Of(handle.Id));
    }

    /// <summary>A unit of work that the filter opens is the one that the task works in.</summary>
    [Fact]
    public async Task All_of_an_attempt_share_one_scope()
    {
        await using var program = await StartAsync<ScopeReader>(static jobbers => jobbers.AddAttemptFilter<ScopeReader>());

        var first = (await program.Jobs.EnqueueNoop(cancellationToken: Stop)).Id;
        var second = (await program.Jobs.EnqueueNoop(cancellationToken: Stop)).Id;
        await program.Jobs.WaitAsync(first, Stop);
        await program.Jobs.WaitAsync(second, Stop);

        var journal = program.App.Services.GetRequiredService<Journal>();
        Assert.Single(journal.Of(first).Distinct());
        Assert.Single(journal.Of(second).Distinct());
        Assert.NotEqual(journal.Of(first)[0], journal.Of(second)[0]);
    }

    [Fact]
    public async Task What_a_filter_throws_ends_the_attempt_as_if_its_code_had()
    {
        await using var program = await StartAsync<Thrower>();

        var failed = await Assert.ThrowsAsync<TaskFailedException>(async () => await (await program.Jobs.EnqueueAdd(1, 1, cancellationToken: Stop)).ResultAsync(Stop));

        Assert.Equal(JobStatus.Failed, failed.Status);
        Assert.Contains("closed on Sundays", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_filter_is_the_attempts()
    {
        await using var program = await StartAsync<Sleeper>();

        var id = (await program.Jobs.EnqueueTimeoutMe(0, cancellationToken: Stop)).Id;
        await program.Jobs.WaitAsync(id, Stop);

        Assert.Equal(JobStatus.Failed, (await program.Jobs.GetAsync(id, Stop))?.Status);
    }

    [Fact]
    public async Task A_filter_that_does_not_go_on_leaves_the_code_out()
    {
        await using var program = await StartAsync<Skipper>();

        var id = (await program.Jobs.EnqueueAdd(1, 1, cancellationToken: Stop)).Id;
        await program.Jobs.WaitAsync(id, Stop);

        var task = await program.Jobs.GetAsync(id, Stop);
        Assert.Equal((JobStatus.Completed, null), (task?.Status, task?.Result));
    }

    [Fact]
    public async Task A_filter_may_try_again_what_failed_and_not_what_has_a_result()
    {
        await using var program = await StartAsync<Twice>();

        var failed = await Assert.ThrowsAsync<TaskFailedException>(async () => await (await program.Jobs.EnqueueAdd(1, 1, cancellationToken: Stop)).ResultAsync(Stop));

        Assert.Contains("Await next once", failed.Message, StringComparison.Ordinal);
        var noResult = (await program.Jobs.EnqueueNoop(cancellationToken: Stop)).Id;
        await program.Jobs.WaitAsync(noResult, Stop);
        Assert.Equal(JobStatus.Completed, (await program.Jobs.GetAsync(noResult, Stop))?.Status);
    }

    private static Task<OwnProgram> StartAsync<TFilter>(Action<Setup.JobbersBuilder>? more = null)
        where TFilter : class, IAttemptFilter =>
        OwnProgram.StartAsync(configure: jobbers =>
        {
            jobbers.Services.AddSingleton<Journal>().AddScoped<UnitOfWork>();
            jobbers.AddAttemptFilter<TFilter>();
            more?.Invoke(jobbers);
        });

    private sealed class Journal
    {
        private readonly ConcurrentQueue<(Ulid Id, string Text)> _lines = new();

        public void Write(TaskInvocation invocation, string text) => _lines.Enqueue((invocation.Context.Id, text));

        public List<string> Of(Ulid id) => [.. _lines.Where(line => line.Id == id).Select(line => line.Text)];
    }

    private sealed class UnitOfWork
    {
        public Guid Number { get; } = Guid.NewGuid();
    }

    private sealed class Outer(Journal journal) : IAttemptFilter
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken)
        {
            journal.Write(invocation, $"outer before {invocation.Context.Name} {Encoding.UTF8.GetString(invocation.Payload.Span)}");
            await next(invocation, cancellationToken);
            journal.Write(invocation, "outer after");
        }
    }

    private sealed class Inner(Journal journal) : IAttemptFilter
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken)
        {
            journal.Write(invocation, "inner before");
            await next(invocation, cancellationToken);
            journal.Write(invocation, $"inner after {Encoding.UTF8.GetString(((ResultBuffer)invocation.Result).Written.Span)}");
        }
    }

    private sealed class ScopeReader(Journal journal) : IAttemptFilter
    {
        public ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken)
        {
            journal.Write(invocation, $"{invocation.Services.GetRequiredService<UnitOfWork>().Number}");
            return next(invocation, cancellationToken);
        }
    }

    private sealed class Thrower : IAttemptFilter
    {
        public ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken) => throw new InvalidOperationException("closed on Sundays");
    }

    private sealed class Sleeper : IAttemptFilter
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMinutes(5), cancellationToken);
            await next(invocation, cancellationToken);
        }
    }

    private sealed class Skipper : IAttemptFilter
    {
        public ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken) => default;
    }

    private sealed class Twice : IAttemptFilter
    {
        public async ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken)
        {
            await next(invocation, cancellationToken);
            await next(invocation, cancellationToken);
        }
    }
}
