using Jobbers.Generators.Reading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Simplification;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>The declaration a finding lies in, and the edits that fixes make to it. What is what, <see cref="TaskMarks"/> has said.</summary>
internal static class TaskDeclaration
{
    public static MethodDeclarationSyntax? Around(SyntaxNode root, Diagnostic diagnostic) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(m => AttributeOf(m) is not null);

    public static AttributeSyntax? AttributeOf(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(a => TaskMarks.Is(a, KnownNames.RegisterTask));

    /// <summary>The other half of a partial method would have to change with it; so would what is overridden or implemented by name.</summary>
    public static bool CanTakeParameters(MethodDeclarationSyntax method) =>
        !method.Modifiers.Any(m => m.IsKind(SyntaxKind.PartialKeyword) || m.IsKind(SyntaxKind.OverrideKeyword)) && method.ExplicitInterfaceSpecifier is null;

    /// <summary>The name of the parameter of this type.</summary>
    public static string? ParameterOf(MethodDeclarationSyntax method, string type) =>
        method.ParameterList.Parameters.FirstOrDefault(p => TaskMarks.Is(p, type))?.Identifier.ValueText;

    /// <summary>A name no parameter and no local of the method has; nodes that <paramref name="sees"/> refuses are not looked into.</summary>
    public static string FreeName(MethodDeclarationSyntax method, string wanted, Func<SyntaxNode, bool>? sees = null)
    {
        var taken = new HashSet<string>(method.DescendantTokens(sees).Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText), StringComparer.Ordinal);
        var name = wanted;
        for (var i = 2; taken.Contains(name); i++)
            name = wanted + i;
        return name;
    }

    /// <summary>Adds a required parameter: before the token and before the first that may be left out, else last.</summary>
    public static void AddParameter(SyntaxEditor editor, MethodDeclarationSyntax method, string type, string name) =>
        editor.ReplaceNode(method.ParameterList, (current, _) =>
        {
            var list = (ParameterListSyntax)current;
            if (list.Parameters.Any(p => p.Identifier.ValueText == name))
                return list;
            var at = list.Parameters.IndexOf(p => p.Default is not null || p.Modifiers.Any(SyntaxKind.ParamsKeyword) || TaskMarks.Is(p, KnownNames.CancellationToken));
            var added = Parameter(Identifier(name)).WithType(TypeOf(type).WithTrailingTrivia(Space));
            return list.WithParameters(ListPlace.Insert(list.Parameters, at, added, list.OpenParenToken));
        });

    /// <summary>Adds the token as the last parameter; with a default when others before it have one.</summary>
    public static void AddToken(SyntaxEditor editor, MethodDeclarationSyntax method, string name) =>
        editor.ReplaceNode(method.ParameterList, (current, _) =>
        {
            var list = (ParameterListSyntax)current;
            var added = Parameter(Identifier(name)).WithType(TypeOf("global::System.Threading.CancellationToken").WithTrailingTrivia(Space));
            if (list.Parameters.Any(p => p.Default is not null))
                added = added.WithDefault(EqualsValueClause(LiteralExpression(SyntaxKind.DefaultLiteralExpression)).NormalizeWhitespace().WithLeadingTrivia(Space));
            var last = list.Parameters.IndexOf(p => p.Modifiers.Any(SyntaxKind.ParamsKeyword));
            return list.WithParameters(ListPlace.Insert(list.Parameters, last, added, list.OpenParenToken));
        });

    /// <summary>Sets an option, unless it is written already.</summary>
    public static void SetOption(SyntaxEditor editor, MethodDeclarationSyntax method, string option, ExpressionSyntax value) =>
        editor.ReplaceNode(AttributeOf(method)!, (current, _) =>
        {
            var attribute = (AttributeSyntax)current;
            return OptionOf(attribute, option) is null ? WithArgument(attribute, option, value) : attribute;
        });

    /// <summary>Adds an exception to a list of them, which is begun when there is none.</summary>
    public static void AddToList(SyntaxEditor editor, MethodDeclarationSyntax method, string option, string type) =>
        editor.ReplaceNode(AttributeOf(method)!, (current, _) =>
        {
            var attribute = (AttributeSyntax)current;
            var added = TypeOfExpression(TypeOf(type));
            if (OptionOf(attribute, option) is not { } written)
                return WithArgument(attribute, option, CollectionExpression(SingletonSeparatedList<CollectionElementSyntax>(ExpressionElement(added))));
            return written.Expression switch
            {
                CollectionExpressionSyntax list => attribute.ReplaceNode(list, list.WithElements(ListPlace.Add(list.Elements, ExpressionElement(added)))),
                ArrayCreationExpressionSyntax { Initializer: { } list } => attribute.ReplaceNode(list, list.WithExpressions(ListPlace.Add(list.Expressions, added))),
                ImplicitArrayCreationExpressionSyntax { Initializer: var list } => attribute.ReplaceNode(list, list.WithExpressions(ListPlace.Add(list.Expressions, added))),
                // Empty, in one of the other ways there are to write that: null, or new Type[0].
                _ => attribute.ReplaceNode(written.Expression, CollectionExpression(SingletonSeparatedList<CollectionElementSyntax>(ExpressionElement(added))).WithTriviaFrom(written.Expression)),
            };
        });

    public static AttributeArgumentSyntax? OptionOf(AttributeSyntax attribute, string option) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == option);

    /// <summary>As short as the file's usings allow.</summary>
    public static TypeSyntax TypeOf(string globalName) => ParseTypeName(globalName).WithAdditionalAnnotations(Simplifier.Annotation);

    private static AttributeSyntax WithArgument(AttributeSyntax attribute, string option, ExpressionSyntax value)
    {
        var argument = AttributeArgument(value).WithNameEquals(NameEquals(IdentifierName(option)).NormalizeWhitespace().WithTrailingTrivia(Space));
        var list = attribute.ArgumentList ?? AttributeArgumentList();
        return attribute.WithArgumentList(list.WithArguments(ListPlace.Add(list.Arguments, argument)));
    }
}
