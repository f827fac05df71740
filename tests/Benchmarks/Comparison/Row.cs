namespace Benchmarks.Comparison;

/// <summary>A line of the tables.</summary>
/// <param name="Title">What it measures, with its unit.</param>
/// <param name="Figure">The figure of the sheet.</param>
/// <param name="Format">How it is written.</param>
/// <param name="HigherIsBetter">Otherwise lower is.</param>
/// <param name="Budget">What Jobbers must reach; null when nothing is promised.</param>
internal sealed record Row(string Title, string Figure, string Format, bool HigherIsBetter, double? Budget = null)
{
    /// <summary>How many times better than a contestant Jobbers must be, by the contestant's key.</summary>
    public IReadOnlyDictionary<string, double> Ratios { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether the budget is held.</summary>
    public bool Holds(double value) => Budget is not { } budget || (HigherIsBetter ? value >= budget : value <= budget);

    /// <summary>How many times better Jobbers is; below 1 it is worse.</summary>
    public double Ratio(double jobbers, double other) => HigherIsBetter ? jobbers / other : other / jobbers;
}
