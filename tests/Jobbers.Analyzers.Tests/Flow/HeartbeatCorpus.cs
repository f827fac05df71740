namespace Jobbers.Analyzers.Tests.Flow;

public static class HeartbeatCorpus
{
    private const string Watched = "[RegisterTask(\"a\", MaxHeartbeatInterval = 30)] public async Task Run(TaskContext context, CancellationToken ct)";

    public static TheoryData<string> Cases =>
    [
        // A beat in each round.
        Watched + " { await foreach (var o in _orders.AllAsync(ct)) { await _orders.SaveAsync(o, ct); context.Heartbeat(); } }",
        Watched + " { while (true) { context.Heartbeat(); var page = await _orders.PageAsync(1, ct); if (page.Count == 0) break; } }",
        Watched + " { for (; ; ) { var page = await _orders.PageAsync(1, ct); context.Heartbeat(0.5, \"page\"); if (page.Count == 0) return; } }",
        Watched + " { foreach (var o in await _orders.PageAsync(1, ct)) { try { await _orders.SaveAsync(o, ct); } finally { context.Heartbeat(); } } }",

        // A way round without one.
        Watched + " { {|JOB201:foreach|} (var o in await _orders.PageAsync(1, ct)) { if (o.Done) { await _orders.SaveAsync(o, ct); continue; } context.Heartbeat(); } }",
        Watched + " { await {|JOB201:foreach|} (var o in _orders.AllAsync(ct)) { if (o.Done) continue; context.Heartbeat(); } }",
        Watched + " { var n = 0; {|JOB201:do|} { await Task.Delay(1000, ct); n++; } while (n < 100); }",
        Watched + " { var channel = Channel.CreateBounded<Order>(9); await {|JOB201:foreach|} (var o in channel.Reader.ReadAllAsync(ct)) await _orders.SaveAsync(o, ct); }",
        Watched + """
             {
                {|JOB201:foreach|} (var o in await _orders.PageAsync(1, ct))
                {
                    try { await _orders.SaveAsync(o, ct); context.Heartbeat(); }
                    catch (IOException) { o.Note = "failed"; }
                }
            }
            """,

        // A way round that does not await takes no time.
        Watched + " { foreach (var o in await _orders.PageAsync(1, ct)) { if (o.Done) continue; await _orders.SaveAsync(o, ct); context.Heartbeat(); } }",

        // Throttles: how often is the author's choice.
        Watched + " { var n = 0; await foreach (var o in _orders.AllAsync(ct)) { await _orders.SaveAsync(o, ct); if (++n % 100 == 0) context.Heartbeat(message: $\"{n}\"); } }",
        Watched + " { var clock = Stopwatch.StartNew(); await foreach (var o in _orders.AllAsync(ct)) { if (clock.ElapsedMilliseconds > 500) { context.Heartbeat(); clock.Restart(); } } }",

        // Through functions and methods that beat.
        Watched + " { void Beat(int n) => context.Heartbeat(n / 100d); for (var i = 0; i < 100; i++) { await _orders.PageAsync(i, ct); Beat(i); } }",
        Watched + " { for (var i = 0; i < 100; i++) await StepAsync(i, context, ct); } private async Task StepAsync(int i, TaskContext c, CancellationToken ct) { await _orders.PageAsync(i, ct); c.Heartbeat(); }",
        Watched + " { {|JOB201:for|} (var i = 0; i < 100; i++) await StepAsync(i, context, ct); } private async Task StepAsync(int i, TaskContext c, CancellationToken ct) { if ((await _orders.PageAsync(i, ct)).Count == 0) return; c.Heartbeat(); }",
        Watched + " { for (var i = 0; i < 9; i++) await AllAsync(context, ct); } private async Task AllAsync(TaskContext c, CancellationToken ct) { await foreach (var o in _orders.AllAsync(ct)) c.Heartbeat(); }",
        Watched + " { for (var i = 0; i < 9; i++) await FirstAsync(i, context, ct); for (var i = 0; i < 9; i++) await SecondAsync(i, context, ct); }"
            + " private async Task FirstAsync(int n, TaskContext c, CancellationToken ct) { c.Heartbeat(); await _orders.PageAsync(n, ct); if (n > 0) await SecondAsync(n - 1, c, ct); }"
            + " private async Task SecondAsync(int n, TaskContext c, CancellationToken ct) => await FirstAsync(n, c, ct);",
        Watched + " { {|JOB201:for|} (var i = 0; i < 9; i++) await FirstAsync(i, context, ct); {|JOB201:for|} (var i = 0; i < 9; i++) await SecondAsync(i, context, ct); }"
            + " private async Task FirstAsync(int n, TaskContext c, CancellationToken ct) { if (n > 0) await SecondAsync(n - 1, c, ct); else await SecondAsync(n, c, ct); }"
            + " private async Task SecondAsync(int n, TaskContext c, CancellationToken ct) => await FirstAsync(n, c, ct);",
        Watched + " { for (var i = 0; i < 100; i++) await _orders.ExportAsync(context, ct); }",
        Watched + " { var progress = new Progress<double>(p => context.Heartbeat(p)); for (var i = 0; i < 9; i++) await _orders.CopyAsync(progress, ct); }",
        Watched + " { Action beat = () => context.Heartbeat(); foreach (var o in await _orders.PageAsync(1, ct)) { await _orders.SaveAsync(o, ct); beat(); } }",
        Watched + " { foreach (var o in await _orders.PageAsync(1, ct)) await _orders.RunAsync(async t => { context.Heartbeat(); await _orders.SaveAsync(o, t); }, ct); }",

        // Loops in loops.
        Watched + " { for (var i = 0; i < 9; i++) { foreach (var o in await _orders.PageAsync(i, ct)) { await _orders.SaveAsync(o, ct); context.Heartbeat(); } } }",
        Watched + " { for (var i = 0; i < 9; i++) { {|JOB201:foreach|} (var o in await _orders.PageAsync(i, ct)) await _orders.SaveAsync(o, ct); context.Heartbeat(); } }",
        Watched + " { var c = Channel.CreateUnbounded<Order>(); while (await c.Reader.WaitToReadAsync(ct)) { while (c.Reader.TryRead(out var o)) { await _orders.SaveAsync(o, ct); context.Heartbeat(); } } }",
        Watched + " { async Task All() { {|JOB201:while|} (!ct.IsCancellationRequested) await _orders.PageAsync(1, ct); } await All(); context.Heartbeat(); }",

        // Beats beside the body.
        Watched + " { using var timer = new Timer(_ => context.Heartbeat(), null, 0, 1000); for (var i = 0; i < 9; i++) await _orders.PageAsync(i, ct); }",
        Watched + """
             {
                using var done = new CancellationTokenSource();
                var beating = BeatAsync(done.Token);
                for (var i = 0; i < 9; i++) await _orders.PageAsync(i, ct);
                done.Cancel();
                await beating;
                async Task BeatAsync(CancellationToken stop) { while (!stop.IsCancellationRequested) { context.Heartbeat(); await Task.Delay(1000, stop); } }
            }
            """,
        Watched + " { await Parallel.ForEachAsync(await _orders.PageAsync(1, ct), ct, async (o, token) => { await _orders.SaveAsync(o, token); context.Heartbeat(); }); }",

        // Waits.
        Watched + " { using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10)); while (await timer.WaitForNextTickAsync(ct)) context.Heartbeat(); }",
        Watched + " { using var timer = new PeriodicTimer(TimeSpan.FromMinutes(2)); while (await timer.{|JOB201:WaitForNextTickAsync|}(ct)) context.Heartbeat(); }",
        Watched + " { context.Heartbeat(); await Task.{|JOB201:Delay|}(TimeSpan.FromMinutes(5), ct); await Task.Delay(20_000, ct); }",
        Watched + " { context.Heartbeat(); await _orders.PageAsync(1, ct).{|JOB201:WaitAsync|}(Long, ct).ConfigureAwait(false); } private static readonly TimeSpan Long = new(0, 1, 0);",

        // None at all.
        "[RegisterTask(\"a\", {|JOB201:MaxHeartbeatInterval = 30|})] public async Task Run(CancellationToken ct) => await _orders.PageAsync(1, ct);",
        "[RegisterTask(\"a\", {|JOB201:MaxHeartbeatInterval = 30|})] public async Task Run(CancellationToken ct) => await Parallel.ForEachAsync(await _orders.PageAsync(1, ct), ct, async (o, token) => await _orders.SaveAsync(o, token));",

        // Unwatched.
        "[RegisterTask(\"a\")] public async Task Run(CancellationToken ct) { {|JOB202:for|} (var i = 0; i < 9; i++) { foreach (var o in await _orders.PageAsync(i, ct)) await _orders.SaveAsync(o, ct); } }",
        "[RegisterTask(\"a\")] public async Task Run(CancellationToken ct) { var sum = 0; foreach (var o in await _orders.PageAsync(1, ct)) sum += o.Id; await Task.Delay(sum, ct); }",
        "[RegisterTask(\"a\")] public async Task Run(TaskContext context, CancellationToken ct) { await foreach (var o in _orders.AllAsync(ct)) context.{|JOB203:Heartbeat|}(); }",
        "[RegisterTask(\"a\")] public async Task Run(TaskContext context, CancellationToken ct) { await foreach (var o in _orders.AllAsync(ct)) context.Heartbeat(message: $\"order {o.Id}\"); }",
    ];
}
