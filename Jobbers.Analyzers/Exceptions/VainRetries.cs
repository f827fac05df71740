using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>JOB214: options that contradict one another, so that a retry that was asked for never comes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VainRetries() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning("JOB214", "Retries can never happen", "{0}");

    private static readonly string[] DelayOptions = ["RetryDelay", "Backoff", "MaxRetryDelay"];

    private const string RetryAfter = "Jobbers.Declaration." + ProgramFlow.RetryAfter;

    private protected override void Check(TaskBody task)
    {
        var options = task.Options;
        if (options.MaxRetries is 0 && !options.Expected.IsEmpty)
        {
            task.Report(Place(task, TaskOptions.ExpectedList), "ExpectedExceptions is of no use with MaxRetries = 0: nothing is ever retried");
            return;
        }

        if (options.MaxRetries is 0 && DelayOptions.FirstOrDefault(o => options.Argument(o) is not null) is { } delay)
        {
            task.Report(Place(task, delay), $"{delay} is of no use with MaxRetries = 0: nothing is ever retried");
            return;
        }

        if (options.MaxRetries > 0 && options.Expected.IsEmpty && options.Timeout is null && !MayAskForRetry(task))
        {
            task.Report(
                Place(task, TaskOptions.Retries),
                $"MaxRetries is of no use: without ExpectedExceptions, Timeout or a RetryAfterException, no failure of '{task.Method.Name}' is retried");
        }
    }

    private static bool MayAskForRetry(TaskBody task) =>
        task.Program.Raises.Of(task.Method, task.Body, task.CancellationToken).Any(r => r.Type.DerivesFrom(RetryAfter))
        || (CallsTheUnknown(task) && task.Program.MentionsRetryAfter);

    /// <summary>Delegates and interfaces with several implementations hide what they throw.</summary>
    private static bool CallsTheUnknown(TaskBody task) => task.Body.Descendants().OfType<IInvocationOperation>().Any(call =>
        call.TargetMethod.MethodKind == MethodKind.DelegateInvoke
        || (call.TargetMethod.ContainingType is { } type && !type.IsSealed && (call.TargetMethod.IsAbstract || call.TargetMethod.IsVirtual))
        || call.Arguments.Any(a => a.Value.Bare() is IAnonymousFunctionOperation));

    private static Location Place(TaskBody task, string option) => task.Options.Argument(option)?.GetLocation() ?? task.Place;
}
