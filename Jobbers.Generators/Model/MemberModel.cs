namespace Jobbers.Generators.Model;

/// <summary>One member of a payload: a method's parameter that became a property, or a property of a user's type.</summary>
/// <param name="Property">The property's name, unescaped.</param>
/// <param name="WireName">Its name in JSON.</param>
/// <param name="Type">Its type.</param>
internal sealed record MemberModel(string Property, string WireName, PayloadType Type)
{
    /// <summary>The method's or constructor's parameter, unescaped; null for a property that is set by an initializer.</summary>
    public string? Parameter { get; init; }

    /// <summary>Whether JSON must hold it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The value it has when absent, where that is known; null leaves what the type's own initializer says.</summary>
    public LiteralModel? Default { get; init; }

    /// <summary>Whether it is required in C# too: then it is set by an initializer although its constructor took it.</summary>
    public bool IsInitializedToo { get; init; }

    /// <summary>Whether constructor and property do not agree on where null may be.</summary>
    public bool DiffersInNull { get; init; }

    public EquatableArray<RuleModel> Rules { get; init; }

    public bool IsSensitive { get; init; }

    /// <summary>Whether it is given the time of each occurrence.</summary>
    public bool IsOccurrence { get; init; }

    public string? Description { get; init; }

    /// <summary>Whether only the type's own initializer knows the value it has when absent.</summary>
    public bool KeepsInitializer => !IsRequired && Default is null;
}
