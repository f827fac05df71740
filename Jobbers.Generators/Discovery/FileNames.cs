using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Generators.Discovery;

/// <summary>Names in a file's text: those of the types it declares, and those it may find types by.</summary>
internal static class FileNames
{
    public const string Suffix = "Attribute";

    /// <summary>Types at any depth. An attribute goes by its short name as well.</summary>
    public static IReadOnlyList<string> DeclaredBy(IEnumerable<MemberDeclarationSyntax> types)
    {
        var names = new List<string>();
        foreach (var type in types)
        {
            var name = type is DelegateDeclarationSyntax made ? made.Identifier.ValueText : ((BaseTypeDeclarationSyntax)type).Identifier.ValueText;
            names.AddRange(SpellingsOf(name));
        }

        return names;
    }

    /// <summary>A type's name, and the short one that it has as an attribute.</summary>
    public static string[] SpellingsOf(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal) ? [name, name.Substring(0, name.Length - Suffix.Length)] : [name];

    /// <summary>Every identifier outside of bodies: what is done there is no part of what anything is.</summary>
    public static IReadOnlyList<string> MentionedIn(SyntaxNode root)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in root.DescendantTokens(static node => node is not BlockSyntax and not ArrowExpressionClauseSyntax))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
                names.Add(token.ValueText);
        }

        return [.. names];
    }
}
