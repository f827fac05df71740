using System.Globalization;
using Jobbers.Analyzers.Contracts;
using Jobbers.Generators.Model;
using Jobbers.Generators.Reading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>
/// The next version of a task, with a method for the old one written from its contract beside it. What that method does with an old task
/// only its author knows, so it throws until it is filled in.
/// </summary>
internal sealed class NewVersion(MethodDeclarationSyntax method, string name, int number, int old, IReadOnlyList<OldParameter> parameters)
{
    public const string Key = "NewVersion";

    public int Number => number;

    private MethodDeclarationSyntax Method => method;

    public static NewVersion? Of(SyntaxNode root, Diagnostic diagnostic, ContractBaseline baseline, TaskVersions versions)
    {
        if (TaskDeclaration.Around(root, diagnostic) is not { } method || BaselineFile.KeyOf(diagnostic) is not { } key || baseline[key] is not { Members: { } members })
            return null;
        var at = key.LastIndexOf('@');
        var name = key.Substring(0, at);
        var old = int.Parse(key.Substring(at + 1), CultureInfo.InvariantCulture);
        var parameters = members.Select(m => OldParameter.Of(m.Name, m.Value)).ToList();
        if (parameters.Any(p => p is null))
            return null;
        return new NewVersion(method, name, versions.After(name, old), old, [.. parameters.OfType<OldParameter>().OrderBy(p => p.IsOptional)]);
    }

    public static async Task<Solution> ApplyAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var solution = project.Solution;
        if (await BaselineFile.ReadAsync(project, cancellationToken).ConfigureAwait(false) is not { } baseline)
            return solution;
        var versions = await TaskVersions.OfAsync(project, baseline, cancellationToken).ConfigureAwait(false);
        foreach (var inFile in diagnostics.Where(d => d.Location.SourceTree is not null).GroupBy(d => d.Location.SourceTree!))
        {
            if (project.GetDocument(inFile.Key) is not { } document || await TaskMarks.RootAsync(document, cancellationToken).ConfigureAwait(false) is not { } root)
                continue;
            solution = solution.WithDocumentSyntaxRoot(document.Id, ApplyAll(root, inFile.OrderBy(d => d.Location.SourceSpan.Start), baseline, versions));
        }

        return solution;
    }

    private static SyntaxNode ApplyAll(SyntaxNode root, IEnumerable<Diagnostic> diagnostics, ContractBaseline baseline, TaskVersions versions)
    {
        var all = new List<NewVersion>();
        foreach (var diagnostic in diagnostics)
        {
            if (Of(root, diagnostic, baseline, versions) is { } version)
                all.Add(version.Taken(versions));
        }

        return all.Aggregate(root.TrackNodes(all.Select(v => v.Method)), (current, version) => version.Apply(current));
    }

    /// <summary>So that no other of the same go becomes the same version.</summary>
    private NewVersion Taken(TaskVersions versions)
    {
        versions.Take(name, number);
        return this;
    }

    private SyntaxNode Apply(SyntaxNode root)
    {
        var attribute = TaskDeclaration.AttributeOf(method)!;
        return root.ReplaceNode(root.GetCurrentNode(method)!, [method.ReplaceNode(attribute, WithVersion(attribute, number)), OldMethod(attribute)]);
    }

    private MethodDeclarationSyntax OldMethod(AttributeSyntax attribute)
    {
        var written = WithVersion(attribute, old);
        // Names of parameters: the old ones may be called otherwise.
        if (TaskDeclaration.OptionOf(written, "UniqueBy") is { } unique)
            written = written.WithArgumentList(written.ArgumentList!.WithArguments(written.ArgumentList.Arguments.Remove(unique)));
        var list = string.Join(", ", parameters.Select(p => p.Declaration).Concat(Token()));
        var modifiers = string.Concat(method.Modifiers.Where(m => !IsOfTheNewOne(m)).Select(m => m.ValueText + " "));
        var text = $"""

            /// <summary>Version {old}: tasks stored, and calls made, before version {number}.</summary>
            [{written.ToString().Trim()}]
            {modifiers}{method.ReturnType.ToString().Trim()} {method.Identifier.ValueText}V{old}({list}) =>
                throw new global::System.NotImplementedException("Do here what version {old} asks for.");

            """;
        return ((MethodDeclarationSyntax)ParseMemberDeclaration(text)!).WithAdditionalAnnotations(Formatter.Annotation, Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation);
    }

    /// <summary>What says how the method is written, or what it stands in for; the old one has a body and a name of its own.</summary>
    private static bool IsOfTheNewOne(SyntaxToken modifier) => modifier.Kind()
        is SyntaxKind.AsyncKeyword or SyntaxKind.PartialKeyword or SyntaxKind.OverrideKeyword or SyntaxKind.SealedKeyword or SyntaxKind.NewKeyword;

    private IEnumerable<string> Token() => TaskDeclaration.ParameterOf(method, KnownNames.CancellationToken) is { } token
        ? ["global::System.Threading.CancellationToken " + CSharpName.Escape(FreeName(token)) + (parameters.Any(p => p.IsOptional) ? " = default" : "")]
        : [];

    /// <summary>What the token is called now may be what a parameter was called then.</summary>
    private string FreeName(string wanted)
    {
        var name = wanted;
        for (var i = 2; parameters.Any(p => p.Name == name); i++)
            name = wanted + i;
        return name;
    }

    private static AttributeSyntax WithVersion(AttributeSyntax attribute, int version)
    {
        var value = LiteralExpression(SyntaxKind.NumericLiteralExpression, Literal(version));
        if (TaskDeclaration.OptionOf(attribute, "Version") is { } written)
            return attribute.ReplaceNode(written.Expression, value);
        var argument = AttributeArgument(value).WithNameEquals(NameEquals(IdentifierName("Version")).NormalizeWhitespace().WithTrailingTrivia(Space));
        var list = attribute.ArgumentList!;
        var arguments = list.Arguments.Insert(1, argument);
        return attribute.WithArgumentList(list.WithArguments(arguments.ReplaceSeparator(arguments.GetSeparator(0), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(Space))));
    }
}
