using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>Where an exception is shown: at the exception that is thrown, or at the name of what is called.</summary>
internal static class RaisePlace
{
    public static Location Of(Raise raise) =>
        raise.Site is ThrowStatementSyntax rethrow ? rethrow.ThrowKeyword.GetLocation() : raise.Site.NamePlace();
}
