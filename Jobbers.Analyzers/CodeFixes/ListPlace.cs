using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>Adds to a list that may run over lines, have comments beside its items, and end with a comma.</summary>
internal static class ListPlace
{
    /// <summary>Adds at the end.</summary>
    public static SeparatedSyntaxList<T> Add<T>(SeparatedSyntaxList<T> list, T added)
        where T : SyntaxNode
    {
        if (list.Count == 0)
            return list.Add(added);
        var last = list[list.Count - 1];
        var endsWithComma = list.SeparatorCount == list.Count;
        var after = endsWithComma ? list.GetSeparator(list.Count - 1).TrailingTrivia : last.GetTrailingTrivia();
        var isOnLines = after.Any(SyntaxKind.EndOfLineTrivia);
        var isBare = after.All(t => t.IsKind(SyntaxKind.WhitespaceTrivia));
        if (!isOnLines && !isBare && !endsWithComma)
            return SeparatedList<T>(NodeOrTokenList([.. list.GetWithSeparators(), Comma(TriviaList(Space)), added.WithoutTrailingTrivia()]));
        // What stands beside an item stays beside it, after the comma; the next line begins as this one does.
        var comma = Comma(isBare ? TriviaList(Space) : after);
        var end = isOnLines ? TriviaList(after.Last(t => t.IsKind(SyntaxKind.EndOfLineTrivia))) : TriviaList();
        if (isOnLines)
            added = added.WithLeadingTrivia(IndentOf(last));
        added = added.WithTrailingTrivia(endsWithComma ? TriviaList() : isOnLines ? end : last.GetTrailingTrivia());
        return SeparatedList<T>(NodeOrTokenList([
            .. list.GetWithSeparators().Take((list.Count * 2) - 2), endsWithComma ? last : last.WithoutTrailingTrivia(), comma, added,
            .. endsWithComma ? [Comma(end)] : Array.Empty<SyntaxNodeOrToken>(),
        ]));
    }

    /// <summary>Inserts before an item, on a line of its own where that has one; below 0, at the end.</summary>
    public static SeparatedSyntaxList<T> Insert<T>(SeparatedSyntaxList<T> list, int at, T added, SyntaxToken opening)
        where T : SyntaxNode
    {
        if (at < 0 || list.Count == 0)
            return Add(list, added);
        var next = list[at];
        var before = (at == 0 ? opening : list.GetSeparator(at - 1)).TrailingTrivia;
        var comma = Comma(TriviaList(Space));
        if (before.Any(SyntaxKind.EndOfLineTrivia))
        {
            added = added.WithLeadingTrivia(IndentOf(next));
            comma = Comma(TriviaList(before.Last(t => t.IsKind(SyntaxKind.EndOfLineTrivia))));
        }

        var items = list.GetWithSeparators();
        return SeparatedList<T>(NodeOrTokenList([.. items.Take(at * 2), added, comma, .. items.Skip(at * 2)]));
    }

    /// <summary>Removes an item with the comments of its own; one beside the item before it stays there.</summary>
    public static SeparatedSyntaxList<T> Remove<T>(SeparatedSyntaxList<T> list, T removed)
        where T : SyntaxNode
    {
        var at = list.IndexOf(removed);
        if (at == 0 || at < list.Count - 1)
            return list.RemoveAt(at);
        var beside = list.GetSeparator(at - 1).TrailingTrivia;
        if (beside.All(t => t.IsKind(SyntaxKind.WhitespaceTrivia) || t.IsKind(SyntaxKind.EndOfLineTrivia)))
            return list.RemoveAt(at);
        var last = list[at - 1];
        var kept = last.GetTrailingTrivia().AddRange(beside).AddRange(beside.Any(SyntaxKind.EndOfLineTrivia) ? IndentOf(removed) : []);
        return list.Replace(last, last.WithTrailingTrivia(kept)).RemoveAt(at);
    }

    private static SyntaxToken Comma(SyntaxTriviaList after) => Token(TriviaList(), SyntaxKind.CommaToken, after);

    /// <summary>The widest space before it: beside it may stand comments and directives.</summary>
    private static IEnumerable<SyntaxTrivia> IndentOf(SyntaxNode node) =>
        node.GetLeadingTrivia().Where(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).OrderByDescending(t => t.FullSpan.Length).Take(1);
}
