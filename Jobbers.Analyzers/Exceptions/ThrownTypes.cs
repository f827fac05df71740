using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>The types a <c>throw</c> can throw, as exactly as the source says. Where it says only "some exception", none.</summary>
internal static class ThrownTypes
{
    public static IReadOnlyList<ITypeSymbol> Of(IThrowOperation thrown)
    {
        if (thrown.Exception is { } value)
            return Of(value);
        // A rethrow names what the clause catches; what the try block is known to throw is carried here besides.
        return EnclosingCatch(thrown) is { ExceptionType: { } caught } && !ExceptionKinds.IsAnything(caught) && caught.SpecialType != SpecialType.System_Object
            ? [caught]
            : [];
    }

    public static IReadOnlyList<ITypeSymbol> Of(IOperation value) => [.. Types(value.Bare(), depth: 0).OfType<ITypeSymbol>().Distinct<ITypeSymbol>(SymbolEqualityComparer.Default)];

    public static bool IsRethrowOf(IThrowOperation thrown, ICatchClauseOperation clause) => thrown.Exception?.Bare() switch
    {
        null => EnclosingCatch(thrown) == clause,
        ILocalReferenceOperation { Local: var local } => IsVariableOf(clause, local),
        _ => false,
    };

    private static IEnumerable<ITypeSymbol?> Types(IOperation value, int depth) => value switch
    {
        IObjectCreationOperation created => [created.Type],
        IConditionalOperation { WhenFalse: { } other } choice => Types(choice.WhenTrue.Bare(), depth).Concat(Types(other.Bare(), depth)),
        ICoalesceOperation choice => Types(choice.Value.Bare(), depth).Concat(Types(choice.WhenNull.Bare(), depth)),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(a => Types(a.Value.Bare(), depth)),
        ILocalReferenceOperation { Local: var local } when depth < 3 => OfLocal(value, local, depth + 1),
        IThrowOperation => [],
        _ => Narrow(value.Type),
    };

    private static IEnumerable<ITypeSymbol?> OfLocal(IOperation use, ILocalSymbol local, int depth)
    {
        var root = use;
        while (root.Parent is not null)
            root = root.Parent;
        var values = new List<IOperation>();
        foreach (var operation in root.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declared && SymbolEqualityComparer.Default.Equals(declared.Symbol, local) && declared.GetVariableInitializer() is { } initial)
                values.Add(initial.Value.Bare());
            if (operation is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment && SymbolEqualityComparer.Default.Equals(target.Local, local))
                values.Add(assignment.Value.Bare());
        }

        var known = values.Where(v => v.ConstantValue is not { HasValue: true, Value: null }).ToList();
        return known.Count == 0 ? Narrow(local.Type) : known.SelectMany(v => Types(v, depth));
    }

    private static IEnumerable<ITypeSymbol?> Narrow(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && !ExceptionKinds.IsAnything(named) && named.SpecialType != SpecialType.System_Object ? [named] : [];

    private static ICatchClauseOperation? EnclosingCatch(IOperation operation)
    {
        for (var current = operation.Parent; current is not null && !current.IsFunction(); current = current.Parent)
        {
            if (current is ICatchClauseOperation clause)
                return clause;
        }

        return null;
    }

    private static bool IsVariableOf(ICatchClauseOperation clause, ILocalSymbol local) =>
        clause.ExceptionDeclarationOrExpression is IVariableDeclaratorOperation declared && SymbolEqualityComparer.Default.Equals(declared.Symbol, local);
}
