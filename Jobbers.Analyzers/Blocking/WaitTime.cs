using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Blocking;

/// <summary>How long a call is told to wait.</summary>
internal static class WaitTime
{
    /// <summary>Not at all: such a call only asks, and comes back at once.</summary>
    public static bool IsZero(IInvocationOperation call) =>
        call.Arguments.Any(a => a.Parameter?.Name is "millisecondsTimeout" or "timeout" && IsZero(a.Value.Bare()));

    private static bool IsZero(IOperation value) => value is { ConstantValue: { HasValue: true, Value: 0 } }
        or IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } }
        or IDefaultValueOperation { Type.Name: "TimeSpan" };
}
