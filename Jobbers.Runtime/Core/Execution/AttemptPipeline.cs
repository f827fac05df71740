using System.Collections.Concurrent;
using Jobbers.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Execution;

/// <summary>Calls the code of attempts: within the program's filters, in the order they were added, and in a scope of its own where it needs services.</summary>
internal sealed class AttemptPipeline(IServiceProvider services)
{
    private readonly IAttemptFilter[] _filters = [.. services.GetServices<IAttemptFilter>()];

    /// <summary>The code of each task with the filters around it.</summary>
    private readonly ConcurrentDictionary<TaskDescriptor, TaskInvoker> _filtered = new();

    public ValueTask RunAsync(Attempt attempt)
    {
        var task = attempt.Task!;
        if (_filters.Length > 0)
            return RunInScopeAsync(attempt, _filtered.GetOrAdd(task, Surround));
        return task.NeedsServices ? RunInScopeAsync(attempt, task.Invoke) : task.Invoke(Invocation(attempt, services), attempt.Token);
    }

    private async ValueTask RunInScopeAsync(Attempt attempt, TaskInvoker invoke)
    {
        await using var scope = services.CreateAsyncScope();
        await invoke(Invocation(attempt, scope.ServiceProvider), attempt.Token);
    }

    private TaskInvoker Surround(TaskDescriptor task)
    {
        TaskInvoker invoke = (invocation, cancellationToken) => invocation.Result is ResultBuffer { Written.Length: > 0 }
            ? throw new InvalidOperationException("An attempt filter called the task again after it had written its result. Await next once, or again only after it failed.")
            : task.Invoke(invocation, cancellationToken);
        foreach (var filter in _filters.Reverse())
        {
            var next = invoke;
            invoke = (invocation, cancellationToken) => filter.InvokeAsync(invocation, next, cancellationToken);
        }

        return invoke;
    }

    private static TaskInvocation Invocation(Attempt attempt, IServiceProvider services) =>
        new(attempt.Claim.Parameters, attempt, services, attempt.Result!);
}
