namespace Jobbers.Generators.Model;

/// <summary>What a user's record, class or struct is made of.</summary>
/// <param name="Members">Constructor parameters first, in their order, then properties; never two with one wire name.</param>
/// <param name="UsesConstructor">Whether members with a parameter are set through it; a generated record has initializers only.</param>
internal sealed record ObjectShape(EquatableArray<MemberModel> Members, bool UsesConstructor);
