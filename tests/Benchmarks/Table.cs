using System.Globalization;

namespace Benchmarks;

/// <summary>Prints figures.</summary>
internal static class Table
{
    public static void Print(TextWriter output, IReadOnlyList<Figure> figures)
    {
        output.WriteLine("| engine | workload | jobs/s | process CPU µs/job | server CPU µs/job | bytes allocated/job |");
        output.WriteLine("|---|---|---:|---:|---:|---:|");
        foreach (var f in figures)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {f.Engine} | {f.Workload} | {f.PerSecond:#,0} | {f.ProcessCpu:0.0} | {(f.ServerCpu is { } server ? $"{server:0.0}" : "–")} | {f.Allocated:#,0} |"));
        }
    }
}
