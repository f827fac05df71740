namespace Jobbers.Analyzers.Tests.Flow;

public static class CancellationCorpus
{
    private const string Task = "[RegisterTask(\"a\")] public async Task Run(CancellationToken ct) ";

    public static TheoryData<string> Cases =>
    [
        "[RegisterTask(\"a\")] public async Task {|JOB221:Run|}() => await _orders.PageAsync(1);",
        "[RegisterTask(\"a\")] public async Task {|JOB221:Run|}() { await {|JOB202:foreach|} (var o in _orders.AllAsync()) o.Done = true; }",
        "[RegisterTask(\"a\")] public Task Run() => Task.CompletedTask;",
        "[RegisterTask(\"a\")] public Task Run() => _orders.PageAsync(1);",

        // Not passed on.
        Task + "{ await _orders.{|JOB222:PageAsync|}(1); await _orders.PageAsync(2, ct); }",
        Task + "{ await Task.{|JOB222:Delay|}(100); }",
        Task + "{ await {|JOB202:foreach|} (var o in _orders.{|JOB222:AllAsync|}()) o.Done = true; }",
        Task + "{ await {|JOB202:foreach|} (var o in _orders.AllAsync().WithCancellation(ct)) o.Done = true; }",
        "[RegisterTask(\"a\")] public Task Run(CancellationToken ct) => _orders.{|JOB222:PageAsync|}(1);",
        Task + "{ await _orders.PageAsync(1).WaitAsync(ct); }",
        Task + "{ await _orders.PageAsync(1, CancellationToken.None); }",
        Task + "{ using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct); linked.CancelAfter(1000); await _orders.PageAsync(1, linked.Token); }",
        Task + "{ try { await _orders.PageAsync(1, ct); } finally { await _orders.PageAsync(2); } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (IOException) { await _orders.PageAsync(2); } }",
        Task + "{ await Parallel.ForEachAsync(await _orders.PageAsync(1, ct), ct, async (o, token) => await _orders.{|JOB222:SaveAsync|}(o)); }",
        Task + "{ await Save(new Order()); Task Save(Order o) => _orders.{|JOB222:SaveAsync|}(o); }",
        Task + "{ await Save(_orders); static Task Save(IOrders orders) => orders.PageAsync(1); }",
        Task + "{ using var reader = new StreamReader(Stream.Null); await reader.{|JOB222:ReadLineAsync|}(); await reader.ReadToEndAsync(ct); await Task.Yield(); }",
        Task + "{ await _http.GetFromJsonAsync<Order>(\"x\", options: null, ct); await _http.{|JOB222:GetFromJsonAsync|}<Order>(\"x\"); }",

        // Swallowed.
        Task + "{ try { await _orders.PageAsync(1, ct); } catch ({|JOB223:OperationCanceledException|}) { } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch ({|JOB223:TaskCanceledException|} e) { Console.Error.Write(e); return; } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (OperationCanceledException) when (!ct.IsCancellationRequested) { } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (OperationCanceledException) { _db.Dispose(); throw; } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (OperationCanceledException) { } ct.ThrowIfCancellationRequested(); }",
        Task + "{ using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct); try { await _orders.PageAsync(1, linked.Token); } catch ({|JOB223:OperationCanceledException|}) { } }",
        Task + "{ using var own = new CancellationTokenSource(1000); try { await _orders.PageAsync(1, own.Token); } catch (OperationCanceledException) { } await Task.Delay(1, ct); }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (OperationCanceledException) { if (ct.IsCancellationRequested) return; } }",

        // A clause before it passes the attempt's own on.
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (OperationCanceledException) when (ct.IsCancellationRequested) { throw; } catch (OperationCanceledException) { } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (Exception e) when ((e is IOException || ct.IsCancellationRequested)) { throw; } catch (TaskCanceledException) { } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (OperationCanceledException) when (!ct.IsCancellationRequested) { throw; } catch ({|JOB223:OperationCanceledException|}) { } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (OperationCanceledException) when (ct.IsCancellationRequested && _db.Database.Length > 0) { throw; } catch ({|JOB223:OperationCanceledException|}) { } }",
        Task + "{ try { await _orders.PageAsync(1, ct); } catch (TaskCanceledException) when (ct.IsCancellationRequested) { throw; } catch ({|JOB223:OperationCanceledException|}) { } }",
        Task + "{ using var own = new CancellationTokenSource(); try { await _orders.PageAsync(1, ct); } catch (OperationCanceledException) when (own.IsCancellationRequested) { throw; } catch ({|JOB223:OperationCanceledException|}) { } }",
    ];
}
