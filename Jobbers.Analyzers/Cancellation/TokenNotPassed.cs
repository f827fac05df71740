using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Cancellation;

/// <summary>JOB222: an asynchronous call could be given the token and is not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenNotPassed() : TaskRule(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleText.Warning(
        "JOB222", "CancellationToken is not passed on", "'{0}' takes a CancellationToken: pass '{1}', or CancellationToken.None when it must not be cancelled");

    private protected override void Check(TaskBody task)
    {
        if (task.Token is not { } token)
            return;
        foreach (var call in task.Body.Descendants().OfType<IInvocationOperation>())
        {
            if (!IsWaitedFor(call) || IsCleaningUp(call) || TokenScope.NameAt(call, token) is not { } name || PassesToken(call) || IsGivenOneLater(call))
                continue;
            if (TokenSlot.Of(call, task.Method) is not { } parameter)
                continue;
            task.Report(call.Syntax.NamePlace(), new Dictionary<string, string?> { ["token"] = name, ["parameter"] = parameter }, call.TargetMethod.Name, name);
        }
    }

    private static bool IsWaitedFor(IInvocationOperation call) => call.Type.IsAwaitable() || call.Type.IsAsyncSequence();

    /// <summary>As an argument, or inside an options object that is one.</summary>
    private static bool PassesToken(IInvocationOperation call) => call.Arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue && (IsTokenOrSource(a.Value.Bare())
        || (a.Value.Bare() is IObjectCreationOperation created && created.Descendants().Any(IsTokenOrSource))));

    private static bool IsTokenOrSource(IOperation value) => value.Type.IsToken() || value.Type?.Name == "CancellationTokenSource";

    private static bool IsGivenOneLater(IInvocationOperation call)
    {
        for (IOperation? current = call.Parent; current is IArgumentOperation or IInvocationOperation or IConversionOperation; current = current.Parent)
        {
            if (current is IInvocationOperation { TargetMethod.Name: "WithCancellation" or "WaitAsync" } outer && PassesToken(outer))
                return true;
        }

        return false;
    }

    /// <summary>What runs after a failure must not be cancelled by what caused it.</summary>
    private static bool IsCleaningUp(IOperation call)
    {
        for (var current = call; current.Parent is { } parent; current = parent)
        {
            if (current is ICatchClauseOperation || (parent is ITryOperation attempt && attempt.Finally == current))
                return true;
        }

        return false;
    }
}
