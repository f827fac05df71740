namespace Jobbers.Analyzers.Tests.Flow;

public static class ExceptionCorpus
{
    private const string Retried = "[RegisterTask(\"a\", MaxRetries = 3, ExpectedExceptions = [typeof(RateLimitedException)])] ";
    private const string Process = " private async Task ProcessAsync(Order o, CancellationToken ct) { await _orders.SaveAsync(o, ct); if (o.Done) throw new OrderGoneException(); }";

    public static TheoryData<string> Cases =>
    [
        // Thrown in the body.
        Retried + "public Task Run() => throw {|JOB211:new OrderGoneException()|};",
        Retried + "public Task Run(string? note) { var text = note ?? throw {|JOB211:new InvalidDataException(\"no note\")|}; return Task.FromResult(text); }",
        Retried + "public Task Run() => throw new RateLimitedException();",
        "public class SlowException : RateLimitedException; " + Retried + "public Task Run() => throw new SlowException();",
        "[RegisterTask(\"a\", ExpectedExceptions = [typeof(RateLimitedException)], FatalExceptions = [typeof(OrderGoneException)])] public Task Run() => throw new OrderGoneException();",
        "[RegisterTask(\"a\")] public Task Run() => throw new OrderGoneException();",
        "[RegisterTask(\"a\", MaxRetries = 0)] public Task Run() => throw new OrderGoneException();",
        Retried + "public Task Run() => Task.FromException({|JOB211:new OrderGoneException()|});",

        // Argument checks are for the caller; so is what cannot happen.
        Retried + "public Task Run(string name, int count) { ArgumentNullException.ThrowIfNull(name); ArgumentOutOfRangeException.ThrowIfNegative(count); if (count > 9) throw new ArgumentException(\"too many\", nameof(count)); return Task.CompletedTask; }",
        Retried + "public async Task Run(CancellationToken ct) { var page = await _orders.PageAsync(1, ct); ArgumentOutOfRangeException.{|JOB211:ThrowIfZero|}(page.Count); }",
        Retried + "public Task Run(int kind) => kind switch { 1 => Task.CompletedTask, 2 => throw new UnreachableException(), _ => throw new ArgumentOutOfRangeException(nameof(kind)) };",
        Retried + "public async Task Run(CancellationToken ct) { await _orders.PageAsync(1, ct); ct.ThrowIfCancellationRequested(); throw new OperationCanceledException(ct); }",

        // Caught, filtered, thrown again.
        Retried + "public async Task Run(CancellationToken ct) { try { await _orders.PageAsync(1, ct); throw new OrderGoneException(); } catch (OrderGoneException) { } }",
        Retried + "public async Task Run(CancellationToken ct) { try { await _orders.PageAsync(1, ct); } catch (Exception) { throw {|JOB211:new OrderGoneException()|}; } }",
        Retried + "public Task Run() { try { throw {|JOB211:new OrderGoneException()|}; } catch (Exception e) when (e is not OrderGoneException) { return Task.CompletedTask; } }",
        Retried + "public Task Run() { try { throw new OrderGoneException(); } catch (Exception e) when (e is OrderGoneException or IOException) { return Task.CompletedTask; } }",
        Retried + "public Task Run(bool quiet) { try { throw {|JOB211:new OrderGoneException()|}; } catch (OrderGoneException) when (quiet) { return Task.CompletedTask; } }",
        Retried + "public async Task Run(CancellationToken ct) { try { await _orders.PageAsync(1, ct); throw new OrderGoneException(); } catch (Exception) when (!ct.IsCancellationRequested) { } }",
        Retried + "public async Task Run(CancellationToken ct) { try { await _orders.PageAsync(1, ct); throw {|JOB211:new OrderGoneException()|}; } catch (Exception) when (ct.IsCancellationRequested) { } }",
        Retried + "public async Task Run(CancellationToken ct) { using var own = new CancellationTokenSource(9); try { await _orders.PageAsync(1, ct); throw {|JOB211:new OrderGoneException()|}; } catch (Exception) when (!own.Token.IsCancellationRequested) { } }",
        Retried + "public Task Run() { try { throw {|JOB211:new OrderGoneException()|}; } catch (Exception) { throw; } }",
        Retried + "public Task Run() { try { throw {|JOB211:new OrderGoneException()|}; } catch (Exception e) { throw e; } }",
        Retried + "public Task Run() { try { try { throw new OrderGoneException(); } catch (OrderGoneException) { throw; } } catch (Exception) { return Task.CompletedTask; } }",
        Retried + "public async Task Run(CancellationToken ct) { try { await _orders.PageAsync(1, ct); } catch (InvalidDataException) { {|JOB211:throw|}; } }",
        Retried + "public async Task Run(CancellationToken ct) { try { await _orders.PageAsync(1, ct); } catch (Exception) { throw; } }",
        Retried + """
            public async Task Run(CancellationToken ct)
            {
                Exception? last = null;
                {|JOB202:for|} (var i = 0; i < 3; i++)
                {
                    try { await _orders.PageAsync(i, ct); return; }
                    catch (RateLimitedException e) { last = e; }
                }

                throw last!;
            }
            """,

        // In what is called, to any depth.
        Retried + "public Task Run(Order o) { {|JOB211:Check|}(o); return Task.CompletedTask; } private static void Check(Order o) => Deep(o); private static void Deep(Order o) { if (o.Done) throw new OrderGoneException(); }",
        Retried + "public Task Run(Order o) { try { Check(o); } catch (OrderGoneException) { } return Task.CompletedTask; } private static void Check(Order o) { if (o.Done) throw new OrderGoneException(); }",
        Retried + "public Task Run(int n) { {|JOB211:Even|}(n); return Task.CompletedTask; } private static bool Even(int n) => n == 0 || Odd(n - 1); private static bool Odd(int n) => n != 0 ? Even(n - 1) : throw new OrderGoneException();",
        Retried + "public Task Run(string? s) => Task.FromResult({|JOB211:Required|}(s)); private static X Required<X>(X? value) where X : class => value ?? throw new OrderGoneException();",
        Retried + "public Task Run() => Task.FromResult({|JOB211:Key|}); private string Key => _db.Database.Length > 0 ? _db.Database : throw new OrderGoneException();",
        Retried + "public Task Run() { Check(); return Task.CompletedTask; static void Check() => throw {|JOB211:new OrderGoneException()|}; }",
        Retried + "public async Task Run(CancellationToken ct) { var store = new Store(); IStore s = store; await s.{|JOB211:PutAsync|}(ct); } public interface IStore { Task PutAsync(CancellationToken ct); } public class Store : IStore { public async Task PutAsync(CancellationToken ct) { await Task.Delay(1, ct); throw new OrderGoneException(); } }",

        // Tasks that are awaited, returned, joined, dropped.
        Retried + "public async Task Run(Order o, CancellationToken ct) => await {|JOB211:ProcessAsync|}(o, ct).ConfigureAwait(false);" + Process,
        Retried + "public Task Run(Order o, CancellationToken ct) { try { return {|JOB211:ProcessAsync|}(o, ct); } catch (OrderGoneException) { return Task.CompletedTask; } }" + Process,
        Retried + "public async Task Run(Order o, CancellationToken ct) { try { await ProcessAsync(o, ct); } catch (OrderGoneException) { } }" + Process,
        Retried + "public async Task Run(Order o, CancellationToken ct) { var running = {|JOB211:ProcessAsync|}(o, ct); await _orders.PageAsync(1, ct); await running; }" + Process,
        Retried + "public async Task Run(Order o, CancellationToken ct) { var running = ProcessAsync(o, ct); try { await running; } catch (OrderGoneException) { } }" + Process,
        Retried + "public async Task Run(Order o, CancellationToken ct) { _ = ProcessAsync(o, ct); await _orders.PageAsync(1, ct); }" + Process,
        Retried + "public async Task Run(CancellationToken ct) { var page = await _orders.PageAsync(1, ct); await Task.WhenAll(page.Select(o => {|JOB211:ProcessAsync|}(o, ct))); }" + Process,
        Retried + "public async Task Run(CancellationToken ct) { var all = new List<Task>(); foreach (var o in await _orders.PageAsync(1, ct)) all.Add({|JOB211:ProcessAsync|}(o, ct)); await Task.WhenAll(all); }" + Process,
        Retried + "public async Task Run(CancellationToken ct) => await Parallel.ForEachAsync(await _orders.PageAsync(1, ct), ct, async (o, token) => await {|JOB211:ProcessAsync|}(o, token));" + Process,

        // Iterators fail when they are enumerated.
        Retried + "public Task Run() { IEnumerable<int> all = []; try { all = {|JOB211:Lines|}(); } catch (InvalidDataException) { } foreach (var n in all) _db.Dispose(); return Task.CompletedTask; } private static IEnumerable<int> Lines() { yield return 1; throw new InvalidDataException(); }",
        Retried + "public Task Run() => Task.FromResult({|JOB211:Lines|}().Where(n => n > 0).ToList().Count); private static IEnumerable<int> Lines() { yield return 1; throw new InvalidDataException(); }",
        Retried + "public Task Run() { var unused = Lines(); return Task.CompletedTask; } private static IEnumerable<int> Lines() { yield return 1; throw new InvalidDataException(); }",
        Retried + "public async Task Run(CancellationToken ct) { await {|JOB202:foreach|} (var n in {|JOB211:Read|}(ct).WithCancellation(ct)) _db.Dispose(); } private static async IAsyncEnumerable<int> Read([EnumeratorCancellation] CancellationToken ct) { await Task.Delay(1, ct); yield return 1; throw new InvalidDataException(); }",

        // Options that contradict.
        "[RegisterTask(\"a\", ExpectedExceptions = [typeof(IOException), {|JOB212:typeof(FileNotFoundException)|}])] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", ExpectedExceptions = [typeof(IOException), {|JOB212:typeof(IOException)|}])] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", ExpectedExceptions = [typeof(IOException)], FatalExceptions = [{|JOB212:typeof(FileNotFoundException)|}])] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", ExpectedExceptions = [typeof(FileNotFoundException)], FatalExceptions = [typeof(IOException)])] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", MaxRetries = 0, {|JOB214:ExpectedExceptions = [typeof(IOException)]|})] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", MaxRetries = 0, {|JOB214:RetryDelay = 5|}, Backoff = BackoffStrategy.Linear)] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", MaxRetries = 0, {|JOB214:MaxRetryDelay = 5|})] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", {|JOB214:MaxRetries = 3|})] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", MaxRetries = 3, Timeout = 60)] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\", MaxRetries = 3)] public Task Run(bool busy) => busy ? throw new RetryAfterException(TimeSpan.FromSeconds(9)) : Task.CompletedTask;",
    ];
}
