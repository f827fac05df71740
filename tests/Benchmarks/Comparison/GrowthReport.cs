using System.Globalization;
using System.Text;

namespace Benchmarks.Comparison;

/// <summary>What bounds Jobbers, how it grows, and what partitions would bring: the last is computed, and called so.</summary>
internal sealed class GrowthReport(Sheet sheet, Entrant jobbers)
{
    private static readonly (string Title, string Figure)[] Bounded =
        [("drain, 10 slots", "drain10"), ("drain, 50 slots", "drain50"), ("drain, 1 slot", "drain1"), ("enqueue one at a time", "enqueue1"), ("enqueue, 50 in flight", "enqueue50"), ("enqueue in bulk", "bulk")];

    private readonly StringBuilder _text = new();

    public string Write()
    {
        Shares();
        if (Median("growth.workers.1.rate") is not null)
        {
            Workers();
            Payloads();
        }

        if (Median("growth.waiting.1000000.drain") is not null)
            Waiting();
        Partitions();
        return _text.ToString();
    }

    /// <summary>A step whose process is busy all the time is bounded by it; where none is, by the round trip.</summary>
    private void Shares()
    {
        Line($"\n#### What bounds {jobbers.Title}: share of one core that was busy\n");
        Line($"| | Redis | of it in the kernel | {jobbers.Title}'s process |");
        Line($"|---|---:|---:|---:|");
        foreach (var (title, figure) in Bounded)
        {
            if (Median($"{figure}.rate") is not { } rate)
                continue;
            var redis = Median($"{figure}.redis") ?? 0;
            Line($"| {title} | {redis * rate / 1e4:0} % | {(Median($"{figure}.redis-kernel") ?? 0) * rate / 1e4:0} % | {(Median($"{figure}.cpu") ?? 0) * rate / 1e4:0} % |");
        }
    }

    private void Workers()
    {
        Line($"\n#### Worker processes, 50 slots each ({jobbers.Title})\n");
        Line($"| workers | jobs/s | Redis CPU, µs a job | workers' CPU, µs a job |");
        Line($"|---:|---:|---:|---:|");
        foreach (var count in GrowthBlock.Workers)
            Line($"| {count} | {Median($"growth.workers.{count}.rate"):#,0} | {Median($"growth.workers.{count}.redis"):0.0} | {Median($"growth.workers.{count}.cpu"):0.0} |");
    }

    private void Payloads()
    {
        Line($"\n#### Payload, 50 slots ({jobbers.Title})\n");
        Line($"| text in the payload, bytes | enqueue in bulk, jobs/s | drain, jobs/s | Redis CPU, µs a job | worker CPU, µs a job |");
        Line($"|---:|---:|---:|---:|---:|");
        foreach (var length in GrowthBlock.Payloads)
        {
            var figure = $"growth.payload.{length}";
            Line($"| {length:#,0} | {Median($"{figure}.enqueue"):#,0} | {Median($"{figure}.drain"):#,0} | {Median($"{figure}.redis"):0.0} | {Median($"{figure}.cpu"):0.0} |");
        }
    }

    private void Waiting()
    {
        Line($"\n#### Jobs waiting behind those that run ({jobbers.Title})\n");
        Line($"| waiting | enqueue in bulk, jobs/s | drain, 50 slots, jobs/s |");
        Line($"|---:|---:|---:|");
        foreach (var waiting in GrowthBlock.Waiting)
            Line($"| {waiting:#,0} | {Median($"growth.waiting.{waiting}.enqueue"):#,0} | {Median($"growth.waiting.{waiting}.drain"):#,0} |");
    }

    private void Partitions()
    {
        if (Median("bulk.redis") is not { } enqueue || Median("drain50.redis") is not { } drain || Median("drain50.cpu") is not { } worker || enqueue + drain == 0)
            return;
        var ceiling = 1e6 / (enqueue + drain);
        Line($"\n#### Partitions: computed from the figures above, not measured\n");
        Line($"A job costs one Redis {enqueue + drain:0.0} µs of its one core (bulk enqueue and drain with 50 slots), so one Redis ends at {ceiling:#,0} jobs/s from enqueue to completion, when it has a core of its own and workers have {worker * ceiling / 1e6:0.0} cores. Queues spread over 2, 4 and 8 such servers would end at {ceiling * 2:#,0}, {ceiling * 4:#,0} and {ceiling * 8:#,0}, with as many times the cores; Jobbers does not do that yet.");
    }

    private double? Median(string figure) => sheet.Median(jobbers.Key, figure);

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
