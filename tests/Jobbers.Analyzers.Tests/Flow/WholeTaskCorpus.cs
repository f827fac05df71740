namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>Whole tasks as they stand in programs: several things at once, and most of them in order.</summary>
public static class WholeTaskCorpus
{
    private const string Watched = "[RegisterTask(\"a\", MaxHeartbeatInterval = 30)] public async Task Run(TaskContext context, CancellationToken ct)";

    /// <summary>What a database context offers, in the form tasks use it.</summary>
    private const string Shop = """
        public sealed class Shop : IAsyncDisposable
        {
            public IQueryable<Order> Orders => Enumerable.Empty<Order>().AsQueryable();
            public Task<int> SaveChangesAsync(CancellationToken ct = default) => Task.FromResult(ct.IsCancellationRequested ? 0 : 1);
            public ValueTask DisposeAsync() => default;
        }

        """;

    public static TheoryData<string> Cases =>
    [
        // Pages of a table, each saved and beaten for.
        Shop + Watched + """
            {
                await using var shop = new Shop();
                for (var last = 0; ;)
                {
                    var page = shop.Orders.Where(o => o.Id > last).OrderBy(o => o.Id).Take(100).ToList();
                    if (page.Count == 0)
                        break;
                    foreach (var order in page)
                        order.Done = true;
                    await shop.SaveChangesAsync(ct);
                    last = page[^1].Id;
                    context.Heartbeat(message: $"up to {last}");
                }
            }
            """,
        Shop + Watched + """
            {
                await using var shop = new Shop();
                {|JOB201:foreach|} (var order in shop.Orders.Where(o => !o.Done))
                {
                    order.Done = true;
                    await shop.{|JOB222:SaveChangesAsync|}();
                }
            }
            """,

        // A producer beside its consumer, as a local function and as a lambda.
        Watched + """
            {
                var channel = Channel.CreateBounded<Order>(10);
                var producing = ProduceAsync();
                await foreach (var order in channel.Reader.ReadAllAsync(ct))
                {
                    await _orders.SaveAsync(order, ct);
                    context.Heartbeat();
                }

                await producing;

                async Task ProduceAsync()
                {
                    try
                    {
                        await foreach (var order in _orders.AllAsync(ct))
                            await channel.Writer.WriteAsync(order, ct);
                    }
                    finally
                    {
                        channel.Writer.Complete();
                    }
                }
            }
            """,
        Watched + """
            {
                var channel = Channel.CreateUnbounded<Order>();
                var producing = Task.Run(async () => { await foreach (var order in _orders.AllAsync(ct)) await channel.Writer.WriteAsync(order, ct); channel.Writer.Complete(); }, ct);
                while (await channel.Reader.WaitToReadAsync(ct))
                {
                    context.Heartbeat();
                    while (channel.Reader.TryRead(out var order))
                        order.Done = true;
                }

                await producing;
            }
            """,
        "[RegisterTask(\"a\", {|JOB201:MaxHeartbeatInterval = 30|})] public async Task Run(CancellationToken ct) { var loading = LoadAsync(); await loading; async Task LoadAsync() { await foreach (var order in _orders.AllAsync(ct)) order.Done = true; } }",

        // Retries inside: the tries of one order may take longer than the interval.
        Watched + """
            {
                foreach (var order in await _orders.PageAsync(1, ct))
                {
                    context.Heartbeat();
                    {|JOB201:for|} (var attempt = 1; ; attempt++)
                    {
                        try
                        {
                            await _orders.SaveAsync(order, ct);
                            break;
                        }
                        catch (RateLimitedException) when (attempt < 5)
                        {
                            await Task.Delay(attempt * 100, ct);
                        }
                    }
                }
            }
            """,

        // Nested try blocks, a generic step, a timeout of its own.
        Watched + """
            {
                foreach (var order in await _orders.PageAsync(1, ct))
                {
                    try
                    {
                        try
                        {
                            await StepAsync(order, o => { o.Note = "done"; return o; }, ct);
                        }
                        finally
                        {
                            context.Heartbeat();
                        }
                    }
                    catch (IOException e)
                    {
                        order.Note = e.Message;
                        await _orders.SaveAsync(order, ct);
                    }
                }

                async Task StepAsync<X>(X value, Func<X, Order> change, CancellationToken stop)
                {
                    using var own = CancellationTokenSource.CreateLinkedTokenSource(stop);
                    own.CancelAfter(TimeSpan.FromSeconds(5));
                    var changed = change(value);
                    try
                    {
                        await _orders.SaveAsync(changed, own.Token);
                    }
                    catch (OperationCanceledException) when (!stop.IsCancellationRequested)
                    {
                        throw new IOException("timed out");
                    }
                }
            }
            """,

        // Parallel work with a list of failures that is spoken of.
        "[RegisterTask(\"a\", MaxHeartbeatInterval = 30, MaxRetries = 3, ExpectedExceptions = [typeof(RateLimitedException)], FatalExceptions = [typeof(OrderGoneException)])] public async Task Run(TaskContext context, CancellationToken ct)" + """
            {
                var orders = await _orders.PageAsync(1, ct);
                await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (order, token) =>
                {
                    if (order.Note is null)
                        throw new OrderGoneException();
                    await _orders.SaveAsync(order, token);
                    context.Heartbeat();
                });
            }
            """,
    ];
}
