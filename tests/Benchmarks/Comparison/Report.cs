using System.Globalization;
using System.Text;

namespace Benchmarks.Comparison;

/// <summary>The tables, in markdown.</summary>
internal sealed class Report(Roster roster, Sheet sheet, Options options, Machine machine)
{
    private const string Probe = "bare";

    private readonly StringBuilder _text = new();

    public string Write()
    {
        Head();
        var onRedis = roster.Entrants.Where(entrant => entrant.OnRedis).ToList();
        if (onRedis.Count > 0)
        {
            Table("Throughput and latency on Redis", onRedis, Rows.Rates);
            Table("Cost of a job on Redis", onRedis, Rows.Costs);
            Table("A worker process", onRedis, Rows.Idle);
        }

        var embedded = roster.Entrants.Where(entrant => !entrant.OnRedis).ToList();
        if (embedded.Count > 0)
            Table("Embedded: SQLite, durable; Quartz.NET in memory", embedded, Rows.Files);
        if (onRedis.FirstOrDefault(entrant => entrant.IsJobbers) is { } jobbers)
            _text.Append(new GrowthReport(sheet, jobbers).Write());
        Notes();
        return _text.ToString();
    }

    private void Head()
    {
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Line($"Measured on {day}: {machine.Processor}, {machine.Cores} cores, {machine.MemoryGiB:0} GiB, {machine.OperatingSystem}. {string.Join(", ", machine.Versions)}.");
        Line($"{options.Runs} runs of each, in turn; {options.Jobs:#,0} jobs a workload. A cell is the median, with the least and the most of the runs.");
        if (machine.WasBusy)
            Line($"**The machine was shared at the time** (load {machine.LoadBefore:0.0} before the start): compare figures within a line only.");
        foreach (var sentence in roster.Skipped)
            Line($"- {sentence}");
    }

    private void Table(string title, List<Entrant> entrants, IReadOnlyList<Row> rows)
    {
        Line($"\n#### {title}\n");
        var first = entrants.FirstOrDefault(entrant => entrant.IsJobbers);
        var others = first is null ? [] : entrants.Where(entrant => !entrant.IsJobbers).ToList();
        Line($"| | {string.Join(" | ", entrants.Select(entrant => entrant.Title))} | budget |{string.Concat(others.Select(other => $" × {other.Title} |"))}");
        Line($"|---|{string.Concat(entrants.Select(_ => "---:|"))}---:|{string.Concat(others.Select(_ => "---:|"))}");
        foreach (var row in rows.Where(row => entrants.Any(entrant => sheet.Median(entrant.Key, row.Figure) is not null)))
        {
            var jobbers = first is null ? null : sheet.Median(first.Key, row.Figure);
            var cells = entrants.Select(entrant => Cell(entrant, row));
            var ratios = others.Select(other => Ratio(row, other, jobbers, sheet.Median(other.Key, row.Figure)));
            Line($"| {row.Title} | {string.Join(" | ", cells)} | {Budget(row, jobbers, sheet.Median(Probe, row.Figure))} |{string.Concat(ratios.Select(ratio => $" {ratio} |"))}");
        }
    }

    private string Cell(Entrant entrant, Row row)
    {
        if (sheet.Median(entrant.Key, row.Figure) is not { } median || sheet.Range(entrant.Key, row.Figure) is not { } range)
            return "–";
        var middle = Number(median, row);
        return options.Runs == 1 ? middle : $"{middle} <sub>{Number(range.Least, row)}–{Number(range.Most, row)}</sub>";
    }

    /// <summary>
    /// One that is missed is shown once more as it would be on a machine that makes of the probe what it makes here; and where the probe, which
    /// does nothing else, misses it too, that is said.
    /// </summary>
    private static string Budget(Row row, double? jobbers, double? probe)
    {
        if (row.Budget is not { } budget)
            return "";
        if (jobbers is not { } value)
            return Limit(row, budget);
        if (row.Holds(value, budget))
            return $"{Limit(row, budget)} ✓";
        var missed = $"{Limit(row, budget)} **✗**";
        if (probe is { } bare && !row.Holds(bare, budget))
            missed += " <sub>the probe ✗</sub>";
        return row.BudgetWhere(probe) is { } here ? $"{missed} <sub>by the probe {Limit(row, here)} {(row.Holds(value, here) ? "✓" : "✗")}</sub>" : missed;
    }

    private static string Limit(Row row, double budget) =>
        $"{(row.HigherIsBetter ? '≥' : '≤')} {budget.ToString(row.HigherIsBetter ? "#,0" : "#,0.##", CultureInfo.InvariantCulture)}";

    private static string Ratio(Row row, Entrant other, double? jobbers, double? theirs)
    {
        if (jobbers is not { } mine || theirs is not { } value || mine == 0 || value == 0)
            return "–";
        var ratio = row.Ratio(mine, value);
        var text = ratio.ToString("0.00", CultureInfo.InvariantCulture);
        if (ratio < 1)
            text = $"*{text}*";
        if (!row.Ratios.TryGetValue(other.Key, out var least))
            return text;
        return $"{text} (≥ {least.ToString("0.##", CultureInfo.InvariantCulture)} {(ratio >= least ? "✓" : "**✗**")})";
    }

    private void Notes()
    {
        Line($"\nThe columns × say how many times better the first Jobbers column is than that contestant, in every line; *below 1* it is worse.");
        var parts = roster.Entrants.Where(entrant => entrant.Part > 1).Select(entrant => $"{entrant.Title} was given one job in {entrant.Part}");
        foreach (var note in parts.Concat(sheet.Reasons))
            Line($"- {note}");
    }

    private static string Number(double value, Row row) => value.ToString(row.Format, CultureInfo.InvariantCulture);

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
