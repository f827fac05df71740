namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>Traces as a collector receives them from real processes: from the caller through request and enqueue to every attempt.</summary>
[Collection(nameof(TelemetryRun))]
public sealed class TraceTests(TelemetryRun run)
{
    [Theory]
    [InlineData("echo", 1)]
    [InlineData("retried", 3)]
    [InlineData("dead", 3)]
    [InlineData("paid", 2)]
    [InlineData("scheduled", 1)]
    [InlineData("again", 2)]
    [InlineData("batch", 1)]
    [InlineData("dev", 1)]
    public void Every_attempt_points_back_to_its_enqueue_and_so_to_the_caller(string name, int attempts)
    {
        var service = name == "dev" ? "jobbers-dev" : null;
        var (server, producer) = Enqueue(name);

        Assert.Equal((service ?? "jobbers-manager", SpanKind.Server), (server.Service, server.Kind));
        var consumers = AttemptsOf(name);
        Assert.Equal(attempts, consumers.Count);
        Assert.All(consumers, consumer => IsLinked(consumer, producer, service ?? "jobbers-worker"));
    }

    [Fact]
    public void After_a_rescue_the_next_attempt_points_back_as_the_first_did()
    {
        foreach (var name in new[] { "held-1", "held-2" })
        {
            var (_, producer) = Enqueue(name);
            // What a killed process did not send is lost with it; a frozen one tells when it wakes.
            var attempts = AttemptsOf(name);
            Assert.InRange(attempts.Count, 1, 2);
            Assert.All(attempts, attempt => IsLinked(attempt, producer, "jobbers-worker"));
            Assert.Equal("completed", attempts.MaxBy(attempt => attempt["jobbers.task.token"], StringComparer.Ordinal)!["jobbers.task.outcome"]);
        }
    }

    [Fact]
    public void A_task_that_enqueues_over_HTTP_is_in_the_trace_of_what_it_enqueued()
    {
        var relay = Assert.Single(AttemptsOf("relay"));

        var request = Assert.Single(run.Receiver.Spans, span => span.Kind == SpanKind.Client && span.Parent == relay.Id && span["http.request.method"] == "POST");
        var server = Assert.Single(run.Receiver.Spans, span => span.Kind == SpanKind.Server && span.Parent == request.Id);
        var producer = Assert.Single(run.Receiver.Spans, span => span.Kind == SpanKind.Producer && span.Parent == server.Id);
        var echo = Assert.Single(run.Receiver.Spans, span => span.Kind == SpanKind.Consumer && span.Parent == producer.Id);
        Assert.Equal((run.Callers["relay"].Trace, "echo"), (echo.Trace, echo["jobbers.task.name"]));
    }

    [Fact]
    public void Spans_are_named_and_described_by_the_messaging_conventions()
    {
        var (_, producer) = Enqueue("paid");
        var attempts = AttemptsOf("paid").OrderBy(attempt => attempt["jobbers.task.retry_attempt"], StringComparer.Ordinal).ToList();

        Assert.Equal(("send default", "Jobbers"), (producer.Name, producer.Scope));
        IsDescribed(producer, "send", run.IdOf("paid"), "pay");
        Assert.All(attempts, attempt =>
        {
            Assert.Equal("process default", attempt.Name);
            IsDescribed(attempt, "process", run.IdOf("paid"), "pay");
        });
        Assert.Equal(["0", "1"], attempts.Select(attempt => attempt["jobbers.task.retry_attempt"]));
        Assert.Equal(["retry", "completed"], attempts.Select(attempt => attempt["jobbers.task.outcome"]));
        var (_, batch) = Enqueue("batch");
        Assert.Equal(("send", "2"), (batch.Name, batch["messaging.batch.message_count"]));
    }

    [Theory]
    [InlineData("dead", "failed", "TestHost.TransientException", "TransientException: always")]
    [InlineData("again", "failed", "System.InvalidOperationException", "InvalidOperationException: a bug")]
    public void What_failed_is_an_error_with_its_exception(string name, string outcome, string type, string message)
    {
        var attempts = AttemptsOf(name);

        Assert.All(attempts, attempt => Assert.True(attempt.IsError));
        var last = attempts.First(attempt => attempt["jobbers.task.outcome"] == outcome);
        Assert.Equal((type, message), (last["error.type"], last.StatusMessage));
        var thrown = Assert.Single(last.Events);
        Assert.Equal(("exception", type), (thrown.Name, thrown.Attributes["exception.type"]));
        Assert.True(thrown.Attributes.ContainsKey("exception.message"));
    }

    [Theory]
    [InlineData("echo", "completed", null)]
    [InlineData("cancelled-running", "cancelled", null)]
    [InlineData("hung", "stalled", "Stalled")]
    public void Only_what_went_wrong_is_an_error(string name, string outcome, string? error)
    {
        var attempt = Assert.Single(AttemptsOf(name));

        Assert.Equal((outcome, error, error is not null), (attempt["jobbers.task.outcome"], attempt["error.type"], attempt.IsError));
    }

    [Fact]
    public void A_refused_submit_is_an_error_of_its_producer()
    {
        var (_, producer) = Enqueue("lost");

        Assert.Equal((true, "QueueUnknown"), (producer.IsError, producer["error.type"]));
        Assert.DoesNotContain(run.Receiver.Spans, span => span.Kind == SpanKind.Producer && span.Trace == run.Callers["refused"].Trace);
    }

    private static void IsDescribed(OtlpSpan span, string operation, string id, string task)
    {
        Assert.Equal("jobbers", span["messaging.system"]);
        Assert.Equal(operation, span["messaging.operation.name"]);
        Assert.Equal(operation, span["messaging.operation.type"]);
        Assert.Equal("default", span["messaging.destination.name"]);
        Assert.Equal(id, span["messaging.message.id"]);
        Assert.Equal((task, "1"), (span["jobbers.task.name"], span["jobbers.task.version"]));
    }

    private static void IsLinked(OtlpSpan attempt, OtlpSpan producer, string service)
    {
        Assert.Equal((service, producer.Trace, producer.Id), (attempt.Service, attempt.Trace, attempt.Parent));
        Assert.Equal((producer.Trace, producer.Id), Assert.Single(attempt.Links));
    }

    private (OtlpSpan Server, OtlpSpan Producer) Enqueue(string name)
    {
        var (trace, caller) = run.Callers[name];
        var server = Assert.Single(run.Receiver.Spans, span => span.Trace == trace && span.Parent == caller);
        return (server, Assert.Single(run.Receiver.Spans, span => span.Kind == SpanKind.Producer && span.Parent == server.Id));
    }

    private List<OtlpSpan> AttemptsOf(string name) =>
        [.. run.Receiver.Spans.Where(span => span.Kind == SpanKind.Consumer && span["messaging.message.id"] == run.IdOf(name))];
}
