using Jobbers.Catalog;
using Jobbers.Execution;

namespace TestHost;

/// <summary>Counts the attempts of the process that ended well.</summary>
internal sealed class AttemptCounter : IAttemptFilter
{
    private static int _attempts;

    public static int Attempts => Volatile.Read(ref _attempts);

    public async ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken)
    {
        await next(invocation, cancellationToken);
        Interlocked.Increment(ref _attempts);
    }
}
