namespace TestHost;

public static class FailingTasks
{
    [RegisterTask("always_fail", MaxRetries = 2, ExpectedExceptions = [typeof(TransientException)], DeadLetterPolicy = DeadLetterPolicy.Save)]
    public static Task AlwaysFail() => throw new TransientException("always");

    [RegisterTask("scheduled_fail", MaxRetries = 2, RetryDelay = 0, Backoff = BackoffStrategy.Constant,
        ExpectedExceptions = [typeof(TransientException)], DeadLetterPolicy = DeadLetterPolicy.Save)]
    public static Task ScheduledFail() => throw new TransientException("always, through the schedule");

    [RegisterTask("unexpected_fail", MaxRetries = 5, ExpectedExceptions = [typeof(TransientException)],
        FatalExceptions = [typeof(InvalidOperationException)], DeadLetterPolicy = DeadLetterPolicy.Save)]
    public static Task UnexpectedFail() => throw new InvalidOperationException("a bug");

    [RegisterTask("flaky", MaxRetries = 5, RetryDelay = 1, Backoff = BackoffStrategy.Linear, ExpectedExceptions = [typeof(TransientException)])]
    public static Task<int> Flaky(int failTimes, TaskContext context) =>
        context.RetryAttempt < failTimes
            ? throw new TransientException($"attempt {context.RetryAttempt} of {failTimes} that fail")
            : Task.FromResult(context.RetryAttempt);

    [RegisterTask("crash", DeadLetterPolicy = DeadLetterPolicy.Save)]
    public static Task Crash()
    {
        Environment.FailFast("crash was asked for");
        return Task.CompletedTask;
    }
}
