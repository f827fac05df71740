namespace Jobbers.Generators.Model;

/// <summary>The user's method and how it is called.</summary>
/// <param name="Class">The class's <c>global::</c> name.</param>
/// <param name="Method">The method's name, unescaped.</param>
/// <param name="IsStatic">Whether it needs no instance.</param>
internal sealed record TargetModel(string Class, string Method, bool IsStatic)
{
    public EquatableArray<ArgumentModel> Arguments { get; init; }

    /// <summary>Services of the class's only constructor.</summary>
    public EquatableArray<ArgumentModel> ConstructorArguments { get; init; }

    public DisposalKind Disposal { get; init; }

    /// <summary>The type inside the returned task; null when there is none.</summary>
    public PayloadType? Result { get; init; }
}
