using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
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
    private readonly Lazy<IReadOnlyList<MethodDeclarationSyntax>> _methods;
    private readonly Lazy<IReadOnlyList<SyntaxNode>> _nested;

    private TreeFacts(SyntaxTree tree)
    {
        _methods = new Lazy<IReadOnlyList<MethodDeclarationSyntax>>(() => [.. Declarations(tree).OfType<MethodDeclarationSyntax>().Where(MayBeTask)]);
        _nested = new Lazy<IReadOnlyList<SyntaxNode>>(() => [.. tree.GetRoot().DescendantNodes().Where(IsMarkedFunction)]);
        _mentionsRetryAfter = new Lazy<bool>(() => tree.ToString().Contains(ProgramFlow.RetryAfter));
        var derived = new List<(string, BaseTypeDeclarationSyntax)>();
        var aliases = new List<(string, string)>();
        foreach (var node in Declarations(tree))
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

    /// <summary>Methods with an attribute; and partial ones, whose attribute may stand at the other part.</summary>
    public IReadOnlyList<MethodDeclarationSyntax> Methods => _methods.Value;

    /// <summary>Local functions and lambdas with an attribute.</summary>
    public IReadOnlyList<SyntaxNode> MarkedFunctions => _nested.Value;

    public static TreeFacts Of(SyntaxTree tree) => Known.GetValue(tree, t => new TreeFacts(t));

    private static IEnumerable<SyntaxNode> Declarations(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax);

    private static bool MayBeTask(MethodDeclarationSyntax method) => method.AttributeLists.Count > 0 || method.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool IsMarkedFunction(SyntaxNode node) =>
        node is LocalFunctionStatementSyntax { AttributeLists.Count: > 0 } or ParenthesizedLambdaExpressionSyntax { AttributeLists.Count: > 0 };

    private static string? LastName(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };
}
