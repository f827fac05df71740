using Jobbers.Catalog;

namespace Jobbers.Execution;

/// <summary>
/// Stands around every attempt that this program's worker runs: where a tenant, a transaction or a logging scope is set up for all tasks alike. Added by
/// <see cref="Setup.JobbersBuilder.AddAttemptFilter{TFilter}"/>; one object for the whole program, called by many attempts at once.
/// </summary>
public interface IAttemptFilter
{
    /// <summary>
    /// Runs an attempt: does what is to come before it, awaits <paramref name="next"/>, does what is to come after it. It is part of the attempt: its time counts
    /// for the task's timeout, its log lines and spans are the attempt's, <see cref="TaskInvocation.Services"/> is the scope that the task's own services come from,
    /// and an exception that leaves it ends the attempt as one of the task's code would. Without a call of <paramref name="next"/> the attempt completes, and
    /// has no result unless the filter wrote one.
    /// </summary>
    /// <param name="invocation">The attempt, with the parameters as they are stored.</param>
    /// <param name="next">The next filter, in the end the task's code. May be called again after it failed; not after it wrote a result.</param>
    /// <param name="cancellationToken">The attempt's own: fires at a cancel, a timeout, a shutdown.</param>
    ValueTask InvokeAsync(TaskInvocation invocation, TaskInvoker next, CancellationToken cancellationToken);
}
