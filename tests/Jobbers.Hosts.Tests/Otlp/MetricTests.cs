namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>Metrics as a collector receives them from real processes: names, kinds, units, attributes, and numbers that are true.</summary>
[Collection(nameof(TelemetryRun))]
public sealed class MetricTests(TelemetryRun run)
{
    [Theory]
    [InlineData("tasks_retried", "counter", "", "queue,task,version", "worker")]
    [InlineData("tasks_dead_lettered", "counter", "", "queue,task,version", "worker")]
    [InlineData("cancellations_requested", "counter", "", "queue,task,version", "manager")]
    [InlineData("tasks_processed", "counter", "", "queue,status,task", "worker")]
    [InlineData("execution_time", "histogram", "ms", "queue,status,task", "worker")]
    [InlineData("end_to_end_latency", "histogram", "ms", "queue,status,task", "worker")]
    [InlineData("time_in_queue", "histogram", "ms", "queue,role,task", "worker")]
    [InlineData("tasks_selected", "counter", "", "queue,role,task", "worker")]
    [InlineData("outcomes_rejected", "counter", "", "queue,task", "worker")]
    [InlineData("tasks_rescued", "counter", "", "queue,task", null)]
    [InlineData("worker_lost", "counter", "", "queue,task", null)]
    [InlineData("queue_depth", "gauge", "", "queue", "manager")]
    [InlineData("oldest_waiting", "gauge", "s", "queue", "manager")]
    [InlineData("slots_used", "gauge", "", "role", "worker")]
    [InlineData("schedule_lateness", "histogram", "ms", "", "scheduler")]
    public void Every_metric_is_what_its_description_says(string name, string kind, string unit, string attributes, string? from)
    {
        var points = run.Receiver.Points.Where(point => point.Metric == name).ToList();

        Assert.NotEmpty(points);
        Assert.All(points, point => Assert.Equal(
            (kind, unit, attributes), (point.Kind, point.Unit, string.Join(',', point.Attributes.Keys.Order(StringComparer.Ordinal)))));
        Assert.Contains(points, point => point.Value > 0);
        if (from is not null)
            Assert.Contains(points, point => point.Service == $"jobbers-{from}");
    }

    [Theory]
    [InlineData("tasks_processed", "task=pay status=completed queue=default", 1)]
    [InlineData("tasks_processed", "task=flaky status=completed queue=default", 1)]
    [InlineData("tasks_processed", "task=always_fail status=failed queue=default", 1)]
    [InlineData("tasks_processed", "task=unexpected_fail status=failed queue=default", 2)]
    [InlineData("tasks_processed", "task=hang status=stalled queue=default", 1)]
    [InlineData("tasks_processed", "task=slow status=cancelled queue=default", 1)]
    [InlineData("tasks_processed", "task=noop status=cancelled queue=default", 1)]
    [InlineData("tasks_processed", "task=noop status=cancelled queue=gone", 2)]
    [InlineData("tasks_processed", "task=stubborn status=completed queue=default", 2)]
    [InlineData("end_to_end_latency", "task=noop status=cancelled queue=default", 1)]
    [InlineData("end_to_end_latency", "task=flaky status=completed queue=default", 1)]
    [InlineData("execution_time", "task=flaky status=retry queue=default", 2)]
    [InlineData("execution_time", "task=flaky status=completed queue=default", 1)]
    [InlineData("tasks_retried", "task=flaky version=1 queue=default", 2)]
    [InlineData("tasks_retried", "task=always_fail version=1 queue=default", 2)]
    [InlineData("tasks_dead_lettered", "task=always_fail version=1 queue=default", 1)]
    [InlineData("cancellations_requested", "task=slow version=1 queue=default", 1)]
    [InlineData("cancellations_requested", "task=noop version=1 queue=default", 1)]
    [InlineData("tasks_selected", "task=flaky queue=default role=default", 3)]
    [InlineData("time_in_queue", "task=flaky queue=default role=default", 3)]
    [InlineData("tasks_rescued", "task=stubborn queue=default", 2)]
    [InlineData("worker_lost", "task=stubborn queue=default", 2)]
    [InlineData("outcomes_rejected", "task=stubborn queue=default", 1)]
    [InlineData("queue_depth", "queue=shut", 3)]
    [InlineData("queue_depth", "queue=default", 0)]
    [InlineData("slots_used", "role=default", 1)]
    public void Counts_are_true(string name, string attributes, double expected)
    {
        var wanted = attributes.Split(' ').Select(each => each.Split('=')).ToDictionary(each => each[0], each => each[1]);
        var points = run.Receiver.Points.Where(point => point.Metric == name && wanted.All(pair => point.Attributes.GetValueOrDefault(pair.Key) == pair.Value)).ToList();

        Assert.NotEmpty(points);
        if (points[0].Kind == "gauge")
            Assert.Contains(points, point => point.Value == expected);
        else
            // A process tells its total each time; the processes' totals add up.
            Assert.Equal(expected, points.GroupBy(point => point.Process).Sum(process => process.Max(point => point.Value)));
    }

    [Fact]
    public void Ages_and_durations_are_in_their_units()
    {
        Assert.Contains(run.Receiver.Points, point => point is { Metric: "oldest_waiting", Value: > 0 and < 300 } && point.Attributes["queue"] == "shut");
        // One noop waited for half a second until it was due; each stubborn task took 8 s.
        Assert.Contains(run.Receiver.Points, point => point is { Metric: "end_to_end_latency", Sum: > 500 } && point.Attributes["task"] == "noop");
        Assert.Contains(run.Receiver.Points, point => point is { Metric: "execution_time", Sum: >= 8000 } && point.Attributes["task"] == "stubborn");
    }
}
