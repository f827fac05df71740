using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Analyzers.Tasks;

/// <summary>The options of one <c>[RegisterTask]</c>, as far as they were written; and where.</summary>
internal sealed class TaskOptions(AttributeData attribute, CancellationToken cancellationToken)
{
    public const string ExpectedList = "ExpectedExceptions";
    public const string FatalList = "FatalExceptions";
    public const string HeartbeatInterval = "MaxHeartbeatInterval";
    public const string Retries = "MaxRetries";

    public AttributeSyntax? Syntax { get; } = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) as AttributeSyntax;

    public string Name => attribute.ConstructorArguments is [{ Value: string name }] ? name : "";

    /// <summary>Seconds; null when not written.</summary>
    public double? MaxHeartbeatInterval => Written(HeartbeatInterval)?.Value as double?;

    public double? Timeout => Written("Timeout")?.Value as double?;

    /// <summary>Null when not written.</summary>
    public int? MaxRetries => Written(Retries)?.Value as int?;

    public ImmutableArray<ITypeSymbol> Expected => Types(ExpectedList);

    public ImmutableArray<ITypeSymbol> Fatal => Types(FatalList);

    /// <summary>Whether the author wrote that a failure is to be tried again.</summary>
    public bool WantsRetries => MaxRetries is not 0 && (MaxRetries > 0 || !Expected.IsEmpty);

    /// <summary>The argument that sets <paramref name="option"/>, as in <c>MaxRetries = 3</c>.</summary>
    public AttributeArgumentSyntax? Argument(string option) =>
        Syntax?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == option);

    private ImmutableArray<ITypeSymbol> Types(string option) =>
        Written(option) is { IsNull: false, Kind: TypedConstantKind.Array } list
            ? [.. list.Values.Select(v => v.Value).OfType<ITypeSymbol>()]
            : [];

    private TypedConstant? Written(string option)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == option && pair.Value.Kind != TypedConstantKind.Error)
                return pair.Value;
        }

        return null;
    }
}
