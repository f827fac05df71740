using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>Whether a catch clause takes an exception of a type.</summary>
internal static class CatchClause
{
    /// <summary>True: always. False: never. Null: it depends on the value.</summary>
    public static bool? Takes(this ICatchClauseOperation clause, ITypeSymbol type)
    {
        var caught = clause.ExceptionType;
        bool? byType = caught is null || caught.SpecialType == SpecialType.System_Object || type.Is(caught) ? true : caught.Is(type) ? null : false;
        if (byType is false || clause.Filter is null)
            return byType;
        return Holds(clause.Filter, type) switch
        {
            true => byType,
            false => false,
            null => null,
        };
    }

    /// <summary>A filter's answer, as far as it tests the exception's type; an attempt that was cancelled is not asked what it failed of.</summary>
    private static bool? Holds(IOperation filter, ITypeSymbol type) => filter switch
    {
        { ConstantValue: { HasValue: true, Value: bool answer } } => answer,
        IParenthesizedOperation inner => Holds(inner.Operand, type),
        IIsTypeOperation test when IsException(test.ValueOperand) => test.IsNegated ? Not(IsOf(type, test.TypeOperand)) : IsOf(type, test.TypeOperand),
        IIsPatternOperation test when IsException(test.Value) => Matches(test.Pattern, type),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not when IsCancelled(not.Operand) => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Not(Holds(not.Operand, type)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } or => Or(Holds(or.LeftOperand, type), Holds(or.RightOperand, type)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and => And(Holds(and.LeftOperand, type), Holds(and.RightOperand, type)),
        _ => null,
    };

    /// <summary>Of a token the function was given: one of its own, as a timeout is, says nothing about the attempt.</summary>
    private static bool IsCancelled(IOperation asked) => asked.Bare()
        is IPropertyReferenceOperation { Property: { Name: "IsCancellationRequested", ContainingType: var type }, Instance: IParameterReferenceOperation } && type.IsToken();

    private static bool? Matches(IPatternOperation pattern, ITypeSymbol type) => pattern switch
    {
        ITypePatternOperation test => IsOf(type, test.MatchedType),
        IDeclarationPatternOperation { MatchedType: { } matched } => IsOf(type, matched),
        IRecursivePatternOperation { MatchedType: { } matched } recursive =>
            IsOf(type, matched) is false ? false
            : recursive.PropertySubpatterns.IsEmpty && recursive.DeconstructionSubpatterns.IsEmpty ? IsOf(type, matched) : null,
        INegatedPatternOperation not => Not(Matches(not.Pattern, type)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => Or(Matches(or.LeftPattern, type), Matches(or.RightPattern, type)),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and => And(Matches(and.LeftPattern, type), Matches(and.RightPattern, type)),
        _ => null,
    };

    private static bool? IsOf(ITypeSymbol type, ITypeSymbol tested) => type.Is(tested) ? true : tested.Is(type) ? null : false;

    /// <summary>The caught exception itself, which a filter can only name by its variable.</summary>
    private static bool IsException(IOperation value) => value is ILocalReferenceOperation;

    private static bool? Not(bool? answer) => answer is { } known ? !known : null;

    private static bool? Or(bool? left, bool? right) => left is true || right is true ? true : left is false && right is false ? false : null;

    private static bool? And(bool? left, bool? right) => left is false || right is false ? false : left is true && right is true ? true : null;
}
