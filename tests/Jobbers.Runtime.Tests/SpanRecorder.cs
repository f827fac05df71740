using System.Collections.Concurrent;
using System.Diagnostics;
using Jobbers.Telemetry;

namespace Jobbers.Runtime.Tests;

/// <summary>Every span of ours that ends in this process while it lives: whoever asks looks for its own.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == JobbersTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> Ended => _ended;

    /// <summary>The ended spans of a task's attempts.</summary>
    public IEnumerable<Activity> Of(Ulid id) =>
        _ended.Where(span => span.Kind == ActivityKind.Consumer && (string?)span.GetTagItem("messaging.message.id") == id.ToString());

    public void Dispose() => _listener.Dispose();
}
