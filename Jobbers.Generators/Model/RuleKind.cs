namespace Jobbers.Generators.Model;

/// <summary>What a DataAnnotations attribute asks for.</summary>
internal enum RuleKind
{
    /// <summary>[Required]: not null.</summary>
    Present,

    /// <summary>[Required] on a string: more than white space.</summary>
    NotEmpty,
    Range,

    /// <summary>[StringLength], [MinLength], [MaxLength], [Length]: characters of a string, elements of a collection.</summary>
    Length,
    Pattern,
    Email,
    Url,
    Allowed,
    Denied,
}
