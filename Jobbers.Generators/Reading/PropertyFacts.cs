using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Generators.Reading;

/// <summary>
/// What only a property's source can tell. Only source of the assembly that is compiled counts: that of another project is there in an editor
/// and not on the command line, and both must make one contract. Without source a property is required: it fails closed.
/// </summary>
internal sealed class PropertyFacts(IAssemblySymbol home, CancellationToken cancellationToken)
{
    /// <summary>Whether it is known to hold a value of its own, which JSON could then not set.</summary>
    public bool HoldsValue(IPropertySymbol property) => IsOwn(property) && (property.SetMethod is not null || IsAuto(property));

    /// <summary>What absence in JSON means: refused, a known value, or the type's own initializer (both null).</summary>
    public (bool IsRequired, LiteralModel? Default) Absence(IPropertySymbol property, IParameterSymbol? parameter, PayloadType type)
    {
        if (property.IsRequired || property.Has("System.Text.Json.Serialization.JsonRequiredAttribute"))
            return (true, null);
        if (parameter is { HasExplicitDefaultValue: true })
        {
            return LiteralReader.Read(parameter.Type, parameter.ExplicitDefaultValue) is { } literal && !(literal.Kind == LiteralKind.Default && type.HasNoDefault)
                ? (false, literal)
                : (true, null);
        }

        if (parameter is null && IsOwn(property) && Initializer(property) is { } initializer)
            return (type.HasNoDefault && IsDefault(initializer), null);
        return type.IsNullable ? (false, LiteralReader.Default) : (true, null);
    }

    public Documentation DocumentationOf(ISymbol symbol) => IsOwn(symbol) ? Documentation.Of(symbol, cancellationToken) : Documentation.None;

    private bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, home);

    private static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(m => m is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private ExpressionSyntax? Initializer(IPropertySymbol property)
    {
        var declarations = property.PartialImplementationPart is { } other
            ? property.DeclaringSyntaxReferences.Concat(other.DeclaringSyntaxReferences)
            : property.DeclaringSyntaxReferences;
        return declarations.Select(d => (d.GetSyntax(cancellationToken) as PropertyDeclarationSyntax)?.Initializer?.Value).FirstOrDefault(value => value is not null);
    }

    /// <summary><c>null!</c> and <c>default!</c> only quiet the compiler: "set by whoever makes it".</summary>
    private static bool IsDefault(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax quieted when quieted.IsKind(SyntaxKind.SuppressNullableWarningExpression) => IsDefault(quieted.Operand),
        ParenthesizedExpressionSyntax inner => IsDefault(inner.Expression),
        _ => value is DefaultExpressionSyntax || value.IsKind(SyntaxKind.NullLiteralExpression) || value.IsKind(SyntaxKind.DefaultLiteralExpression),
    };
}
