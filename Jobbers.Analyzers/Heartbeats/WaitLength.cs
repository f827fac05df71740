using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>How long an awaited call waits, where the source says so in constants.</summary>
internal static class WaitLength
{
    /// <summary>Seconds; null when the call is no wait, or its length is not known here.</summary>
    public static double? Of(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Delay", ContainingType.Name: "Task" } or { Name: "WaitAsync", ContainingType.Name: "Task" or "SemaphoreSlim" } =>
            call.Arguments.Select(a => Seconds(a.Value)).FirstOrDefault(s => s is not null),
        { Name: "WaitForNextTickAsync", ContainingType.Name: "PeriodicTimer" } => call.Instance?.Bare() is ILocalReferenceOperation { Local: var timer }
            ? Period(call, timer)
            : null,
        _ => null,
    };

    private static double? Seconds(IOperation value) => value.Bare() switch
    {
        { ConstantValue: { HasValue: true, Value: int milliseconds } } => milliseconds / 1000d,
        IInvocationOperation { TargetMethod: { ContainingType.Name: "TimeSpan" } method } made => Made(method.Name, made),
        IObjectCreationOperation { Type.Name: "TimeSpan" } created => Created(created),
        IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } field } reference => Initial(field, reference.SemanticModel),
        _ => null,
    };

    private static double? Made(string method, IInvocationOperation made)
    {
        double? unit = method switch
        {
            "FromMilliseconds" => 0.001,
            "FromSeconds" => 1,
            "FromMinutes" => 60,
            "FromHours" => 3600,
            "FromDays" => 86400,
            _ => null,
        };
        return made.Arguments.FirstOrDefault() is { } first && Number(first.Value) is { } number ? number * unit : null;
    }

    private static double? Created(IObjectCreationOperation created)
    {
        var numbers = created.Arguments.Select(a => Number(a.Value)).ToList();
        if (numbers.Any(n => n is null) || numbers.Count < 3)
            return null;
        var days = numbers.Count > 3 ? numbers[0]!.Value : 0;
        var clock = numbers.Count > 3 ? numbers.Skip(1).ToList() : numbers;
        return (days * 86400) + (clock[0]!.Value * 3600) + (clock[1]!.Value * 60) + clock[2]!.Value;
    }

    private static double? Number(IOperation value) => value.ConstantValue.HasValue || value.Bare().ConstantValue.HasValue
        ? (value.ConstantValue.HasValue ? value.ConstantValue.Value : value.Bare().ConstantValue.Value) switch
        {
            int number => number,
            long number => number,
            double number => number,
            _ => null,
        }
        : null;

    /// <summary>A constant of the class, as far as it stands in the same file.</summary>
    private static double? Initial(IFieldSymbol field, SemanticModel? model)
    {
        var initializer = (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax)?.Initializer?.Value;
        return initializer is not null && model?.SyntaxTree == initializer.SyntaxTree && model.GetOperation(initializer) is { } value ? Seconds(value) : null;
    }

    private static double? Period(IOperation near, ILocalSymbol timer)
    {
        var root = near;
        while (root.Parent is not null)
            root = root.Parent;
        var made = root.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, timer))?.GetVariableInitializer()?.Value.Bare() as IObjectCreationOperation;
        return made?.Arguments.FirstOrDefault() is { } first ? Seconds(first.Value) : null;
    }
}
