using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace QuickStart;

/// <summary>One column of a CSV file, described.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Values">How many rows have a value.</param>
/// <param name="Distinct">How many different values there are.</param>
/// <param name="Minimum">The smallest, when every value is a number.</param>
/// <param name="Maximum">The largest, when every value is a number.</param>
/// <param name="Mean">The mean, when every value is a number.</param>
public sealed record ColumnSummary(string Name, int Values, int Distinct, double? Minimum, double? Maximum, double? Mean);

/// <summary>A CSV file, described.</summary>
/// <param name="Rows">How many rows it has, without its headings.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record CsvSummary(int Rows, IReadOnlyList<ColumnSummary> Columns);

public static class CsvTasks
{
    /// <summary>Reads a CSV file and describes each of its columns.</summary>
    /// <param name="path">The file, as the worker sees it.</param>
    [RegisterTask("summarize_csv", Timeout = 60, MaxHeartbeatInterval = 10, FatalExceptions = [typeof(IOException), typeof(InvalidDataException)])]
    public static async Task<CsvSummary> SummarizeCsv(
        [StringLength(1000, MinimumLength = 1)] string path, TaskContext context, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path);
        var headings = (await reader.ReadLineAsync(cancellationToken))?.Split(',')
            ?? throw new InvalidDataException($"{path} is empty: a CSV file begins with its headings.");
        var columns = headings.Select(_ => new List<string>()).ToArray();
        var rows = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var fields = line.Split(',');
            if (fields.Length != headings.Length)
                throw new InvalidDataException($"{path}, row {rows + 1}: {fields.Length} fields, but {headings.Length} headings.");
            for (var i = 0; i < fields.Length; i++)
                columns[i].Add(fields[i]);
            rows++;
            context.Heartbeat((double)reader.BaseStream.Position / reader.BaseStream.Length, $"{rows} rows read");
        }

        return new CsvSummary(rows, [.. headings.Select((heading, i) => Describe(heading, columns[i]))]);
    }

    private static ColumnSummary Describe(string heading, List<string> fields)
    {
        var values = fields.Where(field => field.Length > 0).ToList();
        var distinct = values.Distinct().Count();
        var numbers = new List<double>(values.Count);
        foreach (var value in values)
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                return new ColumnSummary(heading, values.Count, distinct, null, null, null);
            numbers.Add(number);
        }

        return numbers.Count == 0
            ? new ColumnSummary(heading, 0, 0, null, null, null)
            : new ColumnSummary(heading, numbers.Count, distinct, numbers.Min(), numbers.Max(), Math.Round(numbers.Average(), 3));
    }
}
