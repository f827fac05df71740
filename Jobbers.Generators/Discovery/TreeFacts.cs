using System.Runtime.CompilerServices;
using Jobbers.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Generators.Discovery;

/// <summary>What one file says by its text alone. A tree never changes, so this is read once a tree, however often the program is edited.</summary>
internal sealed class TreeFacts
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeFacts> Known = new();

    private TreeFacts(SyntaxTree tree, SyntaxNode root)
    {
        Tree = tree;
        var bodies = new List<MethodDeclarationSyntax>();
        var candidates = new List<MethodDeclarationSyntax>();
        var aliases = new List<(string, string, bool)>();
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is UsingDirectiveSyntax { Alias: { } alias, NamespaceOrType: NameSyntax target } directive)
                aliases.Add((alias.Name.Identifier.ValueText, LastName(target), !directive.GlobalKeyword.IsKind(SyntaxKind.None)));
            if (node is not MethodDeclarationSyntax method)
                continue;
            bodies.Add(method);
            if (method.AttributeLists.Count > 0)
                candidates.Add(method);
        }

        Aliases = aliases;
        Candidates = candidates;
        Surface = SurfaceHash.Of(tree, root, bodies);
    }

    public SyntaxTree Tree { get; }

    /// <summary>The hash of all that files besides this one can see of it.</summary>
    public long Surface { get; }

    /// <summary>Methods with any attribute.</summary>
    public IReadOnlyList<MethodDeclarationSyntax> Candidates { get; }

    /// <summary>Other names that using directives give to types and namespaces.</summary>
    public IReadOnlyList<(string Name, string Target, bool IsGlobal)> Aliases { get; }

    /// <summary>What the memory of this file's tasks is kept in.</summary>
    public TreeTasks? Tasks { get; set; }

    public static TreeFacts Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Known.TryGetValue(tree, out var known) ? known : Known.GetValue(tree, t => new TreeFacts(t, t.GetRoot(cancellationToken)));

    /// <summary>The attribute's name as the text has it: <c>RegisterTask</c> of <c>Jobbers.Declaration.RegisterTask</c>.</summary>
    public static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
