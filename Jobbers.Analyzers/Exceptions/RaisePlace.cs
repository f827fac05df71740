using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>Where an exception is shown: at the exception that is thrown, or at the name of what is called.</summary>
internal static class RaisePlace
{
    public static Location Of(Raise raise) => raise.Site switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => member.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } => member.Name.GetLocation(),
        InvocationExpressionSyntax call => call.Expression.GetLocation(),
        MemberAccessExpressionSyntax property => property.Name.GetLocation(),
        ThrowStatementSyntax rethrow => rethrow.ThrowKeyword.GetLocation(),
        var other => other.GetLocation(),
    };
}
