namespace Benchmarks.Comparison;

/// <summary>Which figures the tables show, in their order, with the budgets of the project.</summary>
internal static class Rows
{
    public static readonly IReadOnlyList<Row> Rates =
    [
        Rate("drain, each at its best number of slots", BestSetting.Figure, 45_000) with { Ratios = new Dictionary<string, double> { ["bullmq"] = 3, ["hangfire"] = 35 } },
        Rate("drain, 1 slot", "drain1"),
        Rate("drain, 10 slots", "drain10"),
        Rate("drain, 50 slots", "drain50"),
        Rate("drain, 200 slots", "drain200"),
        Rate("drain, 400 slots", "drain400"),
        Rate("enqueue one at a time", "enqueue1", 12_000, 16_500),
        Rate("enqueue, 50 in flight", "enqueue50", 50_000, 67_000),
        Rate("enqueue in bulk", "bulk", 110_000, 148_000),
        Rate("2,000 in flight, random ends", "flight2000"),
        Rate("10 ms jobs, 100 slots", "ten"),
        new("enqueue → start at 100/s, p50, ms", "latency.p50", "0.00", false, 0.6) { ProbeThen = 0.46 },
        new("enqueue → start at 100/s, p99, ms", "latency.p99", "0.00", false, 1.5) { ProbeThen = 1.14 },
        Rate("AOF everysec: drain, 10 slots", "aof.drain10"),
        Rate("AOF everysec: drain, 50 slots", "aof.drain50"),
        Rate("AOF everysec: enqueue one at a time", "aof.enqueue1"),
        Rate("AOF everysec: enqueue, 50 in flight", "aof.enqueue50"),
        Rate("AOF everysec: enqueue in bulk", "aof.bulk"),
    ];

    public static readonly IReadOnlyList<Row> Costs =
    [
        Cost("Redis CPU, enqueue one at a time, µs", "enqueue1.redis", 30, 26),
        Cost("Redis CPU, drain 1 slot, µs", "drain1.redis", 25, 21),
        Cost("Redis CPU, enqueue in bulk, µs", "bulk.redis", 8, 6),
        Cost("Redis CPU, enqueue 50 in flight, µs", "enqueue50.redis"),
        Cost("Redis CPU, drain 10 slots, µs", "drain10.redis", 12, 7.5),
        Cost("Redis CPU, drain 50 slots, µs", "drain50.redis", 12),
        Cost("Redis CPU, drain 200 slots, µs", "drain200.redis", 12),
        Cost("commands, enqueue one at a time", "enqueue1.calls"),
        Cost("commands, enqueue in bulk", "bulk.calls"),
        Cost("commands, drain 10 slots", "drain10.calls"),
        Cost("commands, drain 50 slots", "drain50.calls"),
        new("scripts, enqueue 50 in flight", "enqueue50.scripts", "0.000", false),
        new("scripts, drain 10 slots", "drain10.scripts", "0.000", false),
        new("scripts, drain 50 slots", "drain50.scripts", "0.000", false),
        Cost("producer CPU, one at a time, µs", "enqueue1.cpu"),
        Cost("producer CPU, in bulk, µs", "bulk.cpu"),
        Cost("worker CPU, 1 slot, µs", "drain1.cpu"),
        Cost("worker CPU, 10 slots, µs", "drain10.cpu", 16, 12),
        Cost("worker CPU, 50 slots, µs", "drain50.cpu", 16),
        new("allocated by the producer, one at a time, bytes", "enqueue1.allocated", "#,0", false),
        new("allocated by the worker, 10 slots, bytes", "drain10.allocated", "#,0", false, 1536),
        new("allocated by the worker, 50 slots, bytes", "drain50.allocated", "#,0", false, 1536),
        new("on the wire, enqueue in bulk, bytes", "bulk.network", "#,0", false),
        new("on the wire, drain 50 slots, bytes", "drain50.network", "#,0", false),
        new("Redis bytes, waiting job", "bytes.waiting", "#,0", false, 450),
        new("Redis bytes, completed job", "bytes.completed", "#,0", false, 650),
    ];

    public static readonly IReadOnlyList<Row> Idle =
    [
        new("process start → first job runs, ms", "first", "#,0", false, 80) { ProbeThen = 193 },
        new("idle worker, MiB resident", "idle.memory", "0.0", false, 26) { ProbeThen = 53 },
        new("idle worker, % of a core", "idle.cpu", "0.00", false, 0.3),
        new("idle worker, requests to Redis/s", "idle.requests", "0.0", false, 2),
        new("idle worker, commands in Redis/s, inside scripts too", "idle.calls", "0.0", false),
    ];

    public static readonly IReadOnlyList<Row> Files =
    [
        Rate("drain, 50 slots", "file.drain50", 40_000) with { Ratios = Batched },
        Rate("drain, 10 slots", "file.drain10") with { Ratios = Batched },
        Rate("drain, 1 slot", "file.drain1") with { Ratios = Alone },
        Rate("enqueue one at a time", "file.enqueue1") with { Ratios = Alone },
        Rate("enqueue, 50 in flight", "file.enqueue50") with { Ratios = Batched },
        Rate("enqueue in bulk", "file.bulk") with { Ratios = Batched },
        new("enqueue → start at 100/s, p50, ms", "file.latency.p50", "0.00", false, 1),
        new("enqueue → start at 100/s, p99, ms", "file.latency.p99", "0.00", false, 5),
        Cost("process CPU, drain 50 slots, µs", "file.drain50.cpu"),
        new("allocated, drain 50 slots, bytes", "file.drain50.allocated", "#,0", false),
    ];

    /// <summary>Shares of the bare probe, one job a commit and from ten up.</summary>
    private static Dictionary<string, double> Alone => new() { ["bare-sqlite"] = 0.6 };

    private static Dictionary<string, double> Batched => new() { ["bare-sqlite"] = 0.4 };

    private static Row Rate(string title, string figure, double? budget = null, double? probeThen = null) =>
        new($"{title}, jobs/s", $"{figure}.rate", "#,0", true, budget) { ProbeThen = probeThen };

    private static Row Cost(string title, string figure, double? budget = null, double? probeThen = null) =>
        new(title, figure, "0.0", false, budget) { ProbeThen = probeThen };
}
