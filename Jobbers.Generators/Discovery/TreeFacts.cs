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

    private readonly SyntaxNode _root;
    private IReadOnlyList<string>? _mentioned;

    private TreeFacts(SyntaxTree tree, SyntaxNode root)
    {
        Tree = tree;
        _root = root;
        var bodies = new List<MethodDeclarationSyntax>();
        var candidates = new List<MethodDeclarationSyntax>();
        var types = new List<MemberDeclarationSyntax>();
        var aliases = new List<(string, string, bool)>();
        foreach (var node in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is UsingDirectiveSyntax { Alias: { } alias, NamespaceOrType: NameSyntax target } directive)
                aliases.Add((alias.Name.Identifier.ValueText, LastName(target), !directive.GlobalKeyword.IsKind(SyntaxKind.None)));
            if (node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                types.Add((MemberDeclarationSyntax)node);
            if (node is not MethodDeclarationSyntax method)
                continue;
            bodies.Add(method);
            if (method.AttributeLists.Count > 0)
                candidates.Add(method);
        }

        Aliases = aliases;
        Candidates = candidates;
        Declared = FileNames.DeclaredBy(types);
        var unit = (CompilationUnitSyntax)root;
        IsEverywhere = unit.AttributeLists.Count > 0 || unit.Externs.Count > 0 || unit.Usings.Any(u => !u.GlobalKeyword.IsKind(SyntaxKind.None));
        Namespaces = [.. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseNamespaceDeclarationSyntax>().Select(part => FullName(part))];
        Surface = SurfaceHash.Of(tree, root, bodies);
    }

    public SyntaxTree Tree { get; }

    /// <summary>The hash of all that files besides this one can see of it.</summary>
    public long Surface { get; }

    /// <summary>Whether other files see it without a name of it: it has global usings, or attributes of the assembly.</summary>
    public bool IsEverywhere { get; }

    /// <summary>The types it declares.</summary>
    public IReadOnlyList<string> Declared { get; }

    /// <summary>Full names of the namespaces it adds to.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>The names it may depend on other files by: those in its text, and those that its tasks must find free.</summary>
    public IReadOnlyList<string> Mentioned => _mentioned ??=
        [.. FileNames.MentionedIn(_root), .. Candidates.SelectMany(method => TaskReader.GeneratedNames(method.Identifier.ValueText))];

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

    private static string FullName(BaseNamespaceDeclarationSyntax part) => part.Parent is BaseNamespaceDeclarationSyntax outer
        ? $"{FullName(outer)}.{part.Name}"
        : part.Name.ToString();
}
