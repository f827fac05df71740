using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Blocking;

/// <summary>JOB231: a task holds a thread while it waits; a few of them at once, and the worker has none left for anything else.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCall() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning("JOB231", "Task blocks its thread", "{0} blocks a thread of the worker: {1}");

    private const string AllowedSetting = "jobbers_allowed_blocking";

    private protected override void Check(TaskBody task)
    {
        var allowed = (task.Setting(AllowedSetting) ?? "").Split([',', ' ', '|'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var operation in task.Body.Descendants())
        {
            if (Blocking(operation) is not { } found || IsOffloaded(operation) || allowed.Contains(found.What))
                continue;
            task.Report(operation.Syntax.NamePlace(), new Dictionary<string, string?> { ["what"] = found.What }, found.What, found.Instead);
        }
    }

    private static (string What, string Instead)? Blocking(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } property, Instance: { } task }
            when !CompletedTasks.Has(operation, task) => ($"{property.ContainingType.Name}.Result", "await the task"),
        IInvocationOperation call => BlockingInvocation(call),
        _ => null,
    };

    private static (string What, string Instead)? BlockingInvocation(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType?.Name;
        var name = call.TargetMethod.Name;
        if (type == "Task" && name is "Wait" && call.Instance is { } task)
            return CompletedTasks.Has(call, task) ? null : ("Task.Wait", "await the task");
        if (type == "Task" && name is "WaitAll" or "WaitAny" && type == "Task")
            return ($"Task.{name}", $"await Task.When{name.Substring(4)}");
        if (name == "GetResult" && call.Instance?.Bare() is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited })
            return CompletedTasks.Has(call, awaited) ? null : ("GetAwaiter().GetResult", "await the task");
        if (type == "Thread" && name == "Sleep")
            return ("Thread.Sleep", "await Task.Delay");
        return AsyncTwin.Of(call) is { } twin ? ($"{type}.{name}", $"await {twin.Name}") : null;
    }

    /// <summary>Sent to a thread of its own on purpose, or in a lock, where nothing can be awaited.</summary>
    private static bool IsOffloaded(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ILockOperation)
                return true;
            if (current is IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" } }
                or IObjectCreationOperation { Type.Name: "Thread" })
            {
                return true;
            }
        }

        return false;
    }
}
