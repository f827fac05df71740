using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>Where a loop is shown: at its keyword.</summary>
internal static class LoopPlace
{
    public static Location Of(ILoopOperation loop) => loop.Syntax switch
    {
        CommonForEachStatementSyntax each => each.ForEachKeyword.GetLocation(),
        ForStatementSyntax counted => counted.ForKeyword.GetLocation(),
        WhileStatementSyntax conditional => conditional.WhileKeyword.GetLocation(),
        DoStatementSyntax conditional => conditional.DoKeyword.GetLocation(),
        var other => other.GetLocation(),
    };
}
