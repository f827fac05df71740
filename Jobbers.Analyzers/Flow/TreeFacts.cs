using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Analyzers.Flow;

/// <summary>
/// What one file says by its syntax alone. A compiler that edits a file keeps the trees of all others, and an editor asks through a new
/// compilation each time, so this outlives compilations where symbols do not.
/// </summary>
internal sealed class TreeFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> Known = new();

    private readonly Lazy<bool> _mentionsRetryAfter;

    private TreeFacts(SyntaxTree tree)
    {
        _mentionsRetryAfter = new Lazy<bool>(() => tree.ToString().Contains(ProgramFlow.RetryAfter));
        var derived = new List<(string, BaseTypeDeclarationSyntax)>();
        var aliases = new List<(string, string)>();
        foreach (var node in tree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias, NamespaceOrType: var target } && LastName(target) is { } named)
                aliases.Add((named, alias));
            if (node is TypeDeclarationSyntax { BaseList: { } bases } type)
                derived.AddRange(bases.Types.Select(b => LastName(b.Type)).OfType<string>().Select(name => (name, (BaseTypeDeclarationSyntax)type)));
        }

        (Derived, Aliases) = (derived, aliases);
    }

    /// <summary>The declarations that name a base, with the last part of that base's name as it is written there.</summary>
    public IReadOnlyList<(string Base, BaseTypeDeclarationSyntax Type)> Derived { get; }

    /// <summary>What <c>using A = B.C&lt;D&gt;</c> calls otherwise: <c>C</c> and <c>A</c>.</summary>
    public IReadOnlyList<(string Target, string Alias)> Aliases { get; }

    /// <summary>Whether the word stands anywhere in it.</summary>
    public bool MentionsRetryAfter => _mentionsRetryAfter.Value;

    public static TreeFacts Of(SyntaxTree tree) => Known.GetValue(tree, t => new TreeFacts(t));

    private static string? LastName(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };
}
