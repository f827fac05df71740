namespace Jobbers.Generators.Model;

/// <summary>What a user's record, class or struct is made of.</summary>
/// <param name="Members">Constructor parameters first, in their order, then properties; never two with one wire name.</param>
/// <param name="UsesConstructor">Whether members with a parameter are set through it; a generated record has initializers only.</param>
internal sealed record ObjectShape(EquatableArray<MemberModel> Members, bool UsesConstructor)
{
    /// <summary>How many objects lie within one another at most, this one included.</summary>
    public int Levels { get; } = 1 + Members.Select(m => m.Type.Levels).DefaultIfEmpty().Max();

    /// <summary>How many members there are along all ways down, as a schema states them.</summary>
    public long Values { get; } = Members.Sum(m => 1 + m.Type.Values);
}
