namespace Benchmarks.Compiling;

/// <summary>The median.</summary>
internal static class Middle
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
