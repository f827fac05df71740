namespace Benchmarks.Comparison;

/// <summary>A line of the tables.</summary>
/// <param name="Title">What it measures, with its unit.</param>
/// <param name="Figure">The figure of the sheet.</param>
/// <param name="Format">How it is written.</param>
/// <param name="HigherIsBetter">Otherwise lower is.</param>
/// <param name="Budget">What Jobbers must reach; null when nothing is promised.</param>
internal sealed record Row(string Title, string Figure, string Format, bool HigherIsBetter, double? Budget = null)
{
    /// <summary>What the bare probe made on the machine the budget was set on; null when it is not known.</summary>
    public double? ProbeThen { get; init; }

    /// <summary>How many times better than a contestant Jobbers must be, by the contestant's key.</summary>
    public IReadOnlyDictionary<string, double> Ratios { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether a budget is held.</summary>
    public bool Holds(double value, double budget) => HigherIsBetter ? value >= budget : value <= budget;

    /// <summary>The budget on a machine where the probe makes another figure; null when it cannot be told.</summary>
    public double? BudgetWhere(double? probe) => Budget * probe / ProbeThen;

    /// <summary>How many times better Jobbers is; below 1 it is worse.</summary>
    public double Ratio(double jobbers, double other) => HigherIsBetter ? jobbers / other : other / jobbers;
}
