namespace Jobbers.Generators.Model;

/// <summary>One check of one member.</summary>
internal sealed record RuleModel(RuleKind Kind)
{
    /// <summary>Lower bound of a range; null for none.</summary>
    public LiteralModel? Minimum { get; init; }

    /// <summary>Upper bound of a range; null for none.</summary>
    public LiteralModel? Maximum { get; init; }

    public bool MinimumIsExclusive { get; init; }

    public bool MaximumIsExclusive { get; init; }

    /// <summary>Bounds of a length.</summary>
    public int Shortest { get; init; }

    /// <summary>Bounds of a length; <see cref="int.MaxValue"/> for none.</summary>
    public int Longest { get; init; } = int.MaxValue;

    public string Pattern { get; init; } = "";

    /// <summary>Values allowed or denied.</summary>
    public EquatableArray<LiteralModel> Values { get; init; }
}
