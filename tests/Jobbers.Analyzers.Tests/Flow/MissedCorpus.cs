namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>Faults the rules do not see; each is named on its rule's page. A rule that learns to see one moves the case to its corpus.</summary>
public static class MissedCorpus
{
    private const string Retried = "[RegisterTask(\"a\", MaxRetries = 3, ExpectedExceptions = [typeof(RateLimitedException)])] ";

    public static TheoryData<string> Cases =>
    [
        // JOB201: a round of Parallel.ForEachAsync is no loop; a goto is none either; a loop in a called method is looked into only for beats.
        "[RegisterTask(\"a\", MaxHeartbeatInterval = 30)] public async Task Run(TaskContext context, CancellationToken ct) { context.Heartbeat(); await Parallel.ForEachAsync(await _orders.PageAsync(1, ct), ct, async (o, token) => await _orders.SaveAsync(o, token)); }",
        "[RegisterTask(\"a\", MaxHeartbeatInterval = 30)] public async Task Run(TaskContext context, CancellationToken ct) { context.Heartbeat(); again: await _orders.PageAsync(1, ct); goto again; }",
        "[RegisterTask(\"a\", MaxHeartbeatInterval = 30)] public async Task Run(TaskContext context, CancellationToken ct) { context.Heartbeat(); await AllAsync(ct); } private async Task AllAsync(CancellationToken ct) { while (true) await _orders.PageAsync(1, ct); }",

        // JOB210: a filter may let it through. JOB211: a delegate somebody else runs; two implementations; a wide static type.
        Retried + "public async Task Run(string url, CancellationToken ct) { try { await _http.GetStringAsync(url, ct); } catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound) { } }",
        Retried + "public async Task Run(CancellationToken ct) => await _orders.RunAsync(t => throw new OrderGoneException(), ct);",
        Retried + "public Task Run() { try { return Task.CompletedTask; } catch (Exception e) { throw Wrapped(e); } } private static Exception Wrapped(Exception e) => new OrderGoneException();",

        // JOB223: a catch of everything. JOB231: blocking in a called method.
        "[RegisterTask(\"a\")] public async Task Run(CancellationToken ct) { try { await _orders.PageAsync(1, ct); } catch (Exception) { } }",
        "[RegisterTask(\"a\")] public async Task Run(CancellationToken ct) { Wait(); await Task.Delay(1, ct); } private static void Wait() => Thread.Sleep(100);",
    ];
}
