using Jobbers.Catalog;
using Jobbers.Declaration;
using Jobbers.Execution;
using Jobbers.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobbers.Runtime.Tests.Execution;

/// <summary>Attempts without a worker around them.</summary>
internal static class Attempts
{
    public static Attempt Create(TaskPolicy policy, TimeProvider time, int retryAttempt = 0, Func<Exception, bool>? expected = null) =>
        new(Claim(retryAttempt), Tasks.Create(policy: policy, expected: expected), Executor(time), time);

    /// <summary>What runs them; nobody takes up their outcomes.</summary>
    public static AttemptExecutor Executor(TimeProvider time) => new(
        new ServiceCollection().BuildServiceProvider(), new SlotBook(1, false), new OutcomeQueue(), new WakeSignal(time), new WorkerOptions(), time,
        NullLogger.Instance);

    public static ClaimedTask Claim(int retryAttempt = 0) => new()
    {
        Id = Ulid.NewUlid(),
        Queue = "default",
        Token = 1,
        Name = "t",
        Version = 1,
        Parameters = "{}"u8.ToArray(),
        RetryAttempt = retryAttempt,
    };
}
