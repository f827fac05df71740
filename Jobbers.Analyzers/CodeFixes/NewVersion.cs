using System.Globalization;
using Jobbers.Analyzers.Contracts;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Formatting;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>
/// The next version of a task, with a method for the old one written from its contract beside it. What that method does with an old task
/// only its author knows, so it throws until it is filled in.
/// </summary>
internal sealed class NewVersion(MethodDeclarationSyntax method, int number, int old, IReadOnlyList<OldParameter> parameters)
{
    public const string Key = "NewVersion";

    public int Number => number;

    public static NewVersion? Of(SyntaxNode root, Diagnostic diagnostic, ContractBaseline baseline)
    {
        if (TaskDeclaration.Around(root, diagnostic) is not { } method || BaselineFile.KeyOf(diagnostic) is not { } key || baseline[key] is not { } contract)
            return null;
        var at = key.LastIndexOf('@');
        var old = int.Parse(key.Substring(at + 1), CultureInfo.InvariantCulture);
        var number = old + 1;
        while (baseline[ContractBaseline.Key(key.Substring(0, at), number)] is not null)
            number++;
        var parameters = contract.Members!.Select(m => OldParameter.Of(m.Name, m.Value)).ToList();
        return parameters.Any(p => p is null) ? null : new NewVersion(method, number, old, [.. parameters.OfType<OldParameter>().OrderBy(p => p.IsOptional)]);
    }

    public static async Task<Solution> ApplyAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var solution = project.Solution;
        if (await BaselineFile.ReadAsync(project, cancellationToken).ConfigureAwait(false) is not { } baseline)
            return solution;
        foreach (var inFile in diagnostics.Where(d => d.Location.SourceTree is not null).GroupBy(d => d.Location.SourceTree!))
        {
            if (project.GetDocument(inFile.Key) is not { } document || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root)
                continue;
            // From the end of the file, so that the places of those still to come stay true.
            foreach (var diagnostic in inFile.OrderByDescending(d => d.Location.SourceSpan.Start))
                root = Of(root, diagnostic, baseline)?.Apply(root) ?? root;
            solution = solution.WithDocumentSyntaxRoot(document.Id, root);
        }

        return solution;
    }

    private SyntaxNode Apply(SyntaxNode root)
    {
        var attribute = TaskDeclaration.AttributeOf(method)!;
        return root.ReplaceNode(method, [method.ReplaceNode(attribute, WithVersion(attribute, number)), OldMethod(attribute)]);
    }

    private MethodDeclarationSyntax OldMethod(AttributeSyntax attribute)
    {
        var written = WithVersion(attribute, old);
        // Names of parameters: the old ones may be called otherwise.
        if (TaskDeclaration.OptionOf(written, "UniqueBy") is { } unique)
            written = written.WithArgumentList(written.ArgumentList!.WithArguments(written.ArgumentList.Arguments.Remove(unique)));
        var list = string.Join(", ", parameters.Select(p => p.Declaration).Concat(Token()));
        var modifiers = string.Concat(method.Modifiers.Where(m => !m.IsKind(SyntaxKind.AsyncKeyword) && !m.IsKind(SyntaxKind.PartialKeyword)).Select(m => m.ValueText + " "));
        var text = $"""

            /// <summary>Version {old}: tasks stored, and calls made, before version {number}.</summary>
            [{written.ToString().Trim()}]
            {modifiers}{method.ReturnType.ToString().Trim()} {method.Identifier.ValueText}V{old}({list}) =>
                throw new global::System.NotImplementedException("Do here what version {old} asks for.");

            """;
        return ((MethodDeclarationSyntax)ParseMemberDeclaration(text)!).WithAdditionalAnnotations(Formatter.Annotation, Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation);
    }

    private IEnumerable<string> Token() => TaskDeclaration.ParameterOf(method, "CancellationToken") is { } token
        ? ["global::System.Threading.CancellationToken " + token + (parameters.Any(p => p.IsOptional) ? " = default" : "")]
        : [];

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
