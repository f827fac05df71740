using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>Adds to the end of a list that may run over lines, have comments beside its items, and end with a comma.</summary>
internal static class ListEnd
{
    public static SeparatedSyntaxList<T> Add<T>(SeparatedSyntaxList<T> list, T added)
        where T : SyntaxNode
    {
        if (list.Count == 0)
            return list.Add(added);
        var last = list[list.Count - 1];
        var endsWithComma = list.SeparatorCount == list.Count;
        var after = endsWithComma ? list.GetSeparator(list.Count - 1).TrailingTrivia : last.GetTrailingTrivia();
        var isOnLines = after.Any(SyntaxKind.EndOfLineTrivia);
        // What stands beside an item stays beside it, after the comma; the next line begins as this one does.
        var comma = Token(TriviaList(), SyntaxKind.CommaToken, after.All(t => t.IsKind(SyntaxKind.WhitespaceTrivia)) ? TriviaList(Space) : after);
        var end = isOnLines ? TriviaList(after.Last(t => t.IsKind(SyntaxKind.EndOfLineTrivia))) : TriviaList();
        if (isOnLines)
            added = added.WithLeadingTrivia(last.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
        added = added.WithTrailingTrivia(endsWithComma ? TriviaList() : isOnLines ? end : last.GetTrailingTrivia());
        return SeparatedList<T>(NodeOrTokenList([
            .. list.GetWithSeparators().Take((list.Count * 2) - 2), endsWithComma ? last : last.WithoutTrailingTrivia(), comma, added,
            .. endsWithComma ? [Token(TriviaList(), SyntaxKind.CommaToken, end)] : Array.Empty<SyntaxNodeOrToken>(),
        ]));
    }
}
