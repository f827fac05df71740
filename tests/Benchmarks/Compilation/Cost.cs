using System.Globalization;

namespace Benchmarks.Compiling;

/// <summary>What one piece of work took, in ms; CPU time is that of the whole process, and steadier than wall time on a busy machine.</summary>
internal readonly record struct Cost(double Wall, double Cpu)
{
    public static Cost Median(IEnumerable<Cost> costs)
    {
        var all = costs.ToList();
        return new Cost(Middle.Of(all.Select(c => c.Wall)), Middle.Of(all.Select(c => c.Cpu)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall:0.0} ({Cpu:0.0})");
}
