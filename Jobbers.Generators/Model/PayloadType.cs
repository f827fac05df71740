namespace Jobbers.Generators.Model;

/// <summary>A type of the closed payload list.</summary>
/// <param name="Kind">How it stands in JSON.</param>
/// <param name="Name">Its <c>global::</c> name, without a nullable mark of its own.</param>
/// <param name="Key">An identifier that is its own within one task, as in <c>ListOfSection</c>: generated helpers are named after it.</param>
/// <param name="IsValueType">Whether null needs <c>Nullable&lt;T&gt;</c>.</param>
/// <param name="IsNullable">Whether JSON null is a value of it.</param>
internal sealed record PayloadType(PayloadKind Kind, string Name, string Key, bool IsValueType, bool IsNullable)
{
    /// <summary>Element of a collection, value of a map.</summary>
    public PayloadType? Element { get; init; }

    /// <summary>Member names of an enum, unescaped, in declared order.</summary>
    public EquatableArray<string> EnumMembers { get; init; }

    /// <summary>Shape of a user's type.</summary>
    public ObjectShape? Shape { get; init; }

    /// <summary>How many objects lie within one another at most.</summary>
    public int Levels => Shape?.Levels ?? Element?.Levels ?? 0;

    /// <summary>How many members lie in it, along all ways down.</summary>
    public long Values => Shape?.Values ?? Element?.Values ?? 0;

    /// <summary>The name to declare a variable with.</summary>
    public string DeclaredName => IsNullable ? Name + "?" : Name;

    /// <summary>The same type without null.</summary>
    public PayloadType NotNull => IsNullable ? this with { IsNullable = false, Key = Key.Substring("Nullable".Length) } : this;

    public bool IsCollection => Kind is PayloadKind.Array or PayloadKind.List or PayloadKind.ImmutableArray or PayloadKind.Set;

    public bool IsInteger => Kind is >= PayloadKind.SByte and <= PayloadKind.UInt64;

    public bool IsNumber => Kind is >= PayloadKind.SByte and <= PayloadKind.Decimal;

    /// <summary>Whether Core reads it in one step.</summary>
    public bool IsScalar => Kind <= PayloadKind.Json;

    /// <summary>Whether <c>default</c> is no value of it that JSON could carry; a default that says so says nothing.</summary>
    public bool HasNoDefault => !IsNullable && (!IsValueType || Kind is PayloadKind.ImmutableArray or PayloadKind.Json);

    public PayloadType OrNull() => IsNullable ? this : this with { IsNullable = true, Key = "Nullable" + Key };
}
