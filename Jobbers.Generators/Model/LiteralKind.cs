namespace Jobbers.Generators.Model;

internal enum LiteralKind
{
    /// <summary><c>default</c> of its type: null, zero, an empty GUID.</summary>
    Default,
    Boolean,
    Integer,
    Single,
    Double,
    Decimal,
    Char,
    String,

    /// <summary>The text is the member's name; the owner is the enum.</summary>
    Enum,
}
