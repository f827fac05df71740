using Jobbers.Analyzers.Cancellation;
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
            var token = task.Token is { } own ? TokenScope.NameAt(operation, own) : null;
            task.Report(operation.Syntax.NamePlace(), new Dictionary<string, string?> { ["what"] = found.What, ["token"] = token }, found.What, found.Instead);
        }
    }

    private static (string What, string Instead)? Blocking(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Property: { Name: "Result" } property, Instance: { } task } when IsTask(property.ContainingType) =>
            CompletedTasks.Has(operation, task) ? null : ($"{property.ContainingType.Name}.Result", "await the task"),
        IInvocationOperation call => BlockingInvocation(call),
        _ => null,
    };

    private static (string What, string Instead)? BlockingInvocation(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        var name = call.TargetMethod.Name;
        if (name is "Wait" or "WaitAll" or "WaitAny" && IsTask(type))
            return TaskWait(call);
        if (name == "GetResult" && call.Instance?.Bare() is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited })
            return CompletedTasks.Has(call, awaited) ? null : ("GetAwaiter().GetResult", "await the task");
        if (name == "Sleep" && IsThread(type))
            return ("Thread.Sleep", "await Task.Delay");
        return AsyncTwin.Of(call) is { } twin ? ($"{type?.Name}.{name}", $"await {twin.Name}") : null;
    }

    private static (string What, string Instead)? TaskWait(IInvocationOperation call)
    {
        if (WaitTime.IsZero(call) || (call.Instance is { } task && CompletedTasks.Has(call, task)))
            return null;
        var name = call.TargetMethod.Name;
        return ($"Task.{name}", call.Instance is null ? $"await Task.When{name.Substring(4)}" : "await the task");
    }

    /// <summary>Sent to a thread of its own on purpose, or in a lock, where nothing can be awaited.</summary>
    private static bool IsOffloaded(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ILockOperation)
                return true;
            if (current is IInvocationOperation { TargetMethod: { Name: "Run" or "StartNew", ContainingType: var starter } } && (IsTask(starter) || IsFactory(starter)))
                return true;
            if (current is IObjectCreationOperation { Type: INamedTypeSymbol made } && IsThread(made))
                return true;
        }

        return false;
    }

    private static bool IsTask(INamedTypeSymbol? type) =>
        type is not null && (type.IsNamed("System.Threading.Tasks.Task") || type.IsNamed("System.Threading.Tasks.ValueTask"));

    private static bool IsFactory(INamedTypeSymbol? type) => type is not null && type.IsNamed("System.Threading.Tasks.TaskFactory");

    private static bool IsThread(INamedTypeSymbol? type) => type is not null && type.IsNamed("System.Threading.Thread");
}
