namespace Benchmarks.Comparison;

/// <summary>All samples: of each contestant, of each figure, one a run.</summary>
internal sealed class Sheet
{
    private readonly Dictionary<(string Entrant, string Figure), List<double>> _samples = [];
    private readonly Dictionary<(string Entrant, string Figure), string> _reasons = [];

    public IEnumerable<(string Entrant, string Figure, IReadOnlyList<double> Samples)> All =>
        _samples.Select(pair => (pair.Key.Entrant, pair.Key.Figure, (IReadOnlyList<double>)pair.Value));

    public IEnumerable<string> Reasons => _reasons.Select(pair => $"{pair.Key.Entrant}, {pair.Key.Figure}: {pair.Value}").Distinct();

    public void Add(string entrant, string figure, double value)
    {
        if (!_samples.TryGetValue((entrant, figure), out var samples))
            _samples[(entrant, figure)] = samples = [];
        samples.Add(value);
    }

    /// <summary>Says why a figure is missing or doubtful.</summary>
    public void Note(string entrant, string figure, string reason) => _reasons[(entrant, figure)] = reason;

    /// <summary>The middle of the runs; null when there was none.</summary>
    public double? Median(string entrant, string figure)
    {
        if (Samples(entrant, figure) is not { } samples)
            return null;
        var half = samples.Length / 2;
        return samples.Length % 2 == 1 ? samples[half] : (samples[half - 1] + samples[half]) / 2;
    }

    /// <summary>Smallest and largest of the runs.</summary>
    public (double Least, double Most)? Range(string entrant, string figure) =>
        Samples(entrant, figure) is { } samples ? (samples[0], samples[^1]) : null;

    /// <summary>What the runs came to, the smallest first; null when there was none.</summary>
    public double[]? Samples(string entrant, string figure) =>
        _samples.TryGetValue((entrant, figure), out var samples) ? [.. samples.Order()] : null;
}
