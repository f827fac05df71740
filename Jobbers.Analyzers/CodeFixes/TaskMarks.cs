using Jobbers.Generators.Reading;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>
/// Marks in a file what is a task's attribute, context and token, by their types: aliases, <c>?</c> and namesakes make names say too little.
/// Spans stay as they are, so findings are still found; the marks go along with the edits.
/// </summary>
internal static class TaskMarks
{
    private const string Kind = "Jobbers.TaskMarks";

    /// <summary>The root of a document with its marks; null when it has none.</summary>
    public static async Task<SyntaxNode?> RootAsync(Document document, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        if (root is null || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
            return root;
        var marks = new Dictionary<SyntaxNode, string>();
        foreach (var method in root.DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            foreach (var attribute in method.AttributeLists.SelectMany(list => list.Attributes))
            {
                if (model.GetTypeInfo(attribute, cancellationToken).Type?.IsNamed(KnownNames.RegisterTask) == true)
                    Mark(method, attribute);
            }
        }

        return root.ReplaceNodes(marks.Keys, (written, current) => current.WithAdditionalAnnotations(new SyntaxAnnotation(Kind, marks[written])));

        void Mark(MethodDeclarationSyntax method, AttributeSyntax attribute)
        {
            marks[attribute] = KnownNames.RegisterTask;
            foreach (var parameter in method.ParameterList.Parameters)
            {
                if (NameOf((model.GetDeclaredSymbol(parameter, cancellationToken) as IParameterSymbol)?.Type) is { } name)
                    marks[parameter] = name;
            }
        }
    }

    /// <summary>Whether a node was marked as that.</summary>
    public static bool Is(SyntaxNode node, string name) => node.GetAnnotations(Kind).Any(mark => mark.Data == name);

    private static string? NameOf(ITypeSymbol? type)
    {
        if (type?.IsNamed(KnownNames.CancellationToken) == true)
            return KnownNames.CancellationToken;
        return type?.DerivesFrom(KnownNames.TaskContext) == true ? KnownNames.TaskContext : null;
    }
}
