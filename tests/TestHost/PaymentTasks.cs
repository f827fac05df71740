using Microsoft.Extensions.Logging;

namespace TestHost;

public sealed record Receipt(string Account, [property: Sensitive] string Code);

/// <summary>What must not be seen, and a log line of the task's own.</summary>
public sealed partial class PaymentTasks(ILogger<PaymentTasks> logger)
{
    [RegisterTask("pay", UniqueBy = [nameof(account)], MaxRetries = 3, ExpectedExceptions = [typeof(TransientException)])]
    public Task<Receipt> Pay(string account, [Sensitive] string pin, TaskContext context, int failTimes = 0)
    {
        LogPaying(account);
        return context.RetryAttempt < failTimes
            ? throw new TransientException("the bank does not answer")
            : Task.FromResult(new Receipt(account, $"code of {pin}"));
    }

    [LoggerMessage(100, LogLevel.Information, "Paying from {Account}")]
    private partial void LogPaying(string account);
}
