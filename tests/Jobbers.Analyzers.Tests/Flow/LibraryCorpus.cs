namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>Well-known transient exceptions, and calls that block.</summary>
public static class LibraryCorpus
{
    private const string Retried = "[RegisterTask(\"a\", MaxRetries = 3, ExpectedExceptions = [typeof(RateLimitedException)])] ";
    private const string Task = "[RegisterTask(\"a\")] public async Task Run(CancellationToken ct) ";

    public static TheoryData<string> Cases =>
    [
        Retried + "public async Task<string> Run(string url, CancellationToken ct) => await _http.{|JOB210:GetStringAsync|}(url, ct);",
        "[RegisterTask(\"a\", ExpectedExceptions = [typeof(HttpRequestException)])] public async Task<string> Run(string url, CancellationToken ct) => await _http.GetStringAsync(url, ct);",
        "[RegisterTask(\"a\", Timeout = 30, MaxRetries = 3)] public async Task Run(string url, CancellationToken ct) { using var answer = await _http.{|JOB210:GetAsync|}(url, ct); answer.EnsureSuccessStatusCode(); }",
        "[RegisterTask(\"a\")] public async Task<string> Run(string url, CancellationToken ct) => await _http.GetStringAsync(url, ct);",
        """
        [RegisterTask("a", MaxRetries = 5)]
        public async Task Run(string url, CancellationToken ct)
        {
            using var answer = await _http.{|JOB210:GetAsync|}(url, ct);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                throw new RetryAfterException(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(5));
            answer.EnsureSuccessStatusCode();
        }
        """,
        Retried + "public async Task Run(string url, CancellationToken ct) { try { await _http.GetStringAsync(url, ct); } catch (HttpRequestException) { await Task.Delay(100, ct); } }",
        Retried + "public async Task Run(string url, CancellationToken ct) { try { await _http.GetStringAsync(url, ct); } catch (HttpRequestException) { {|JOB211:throw|}; } }",
        Retried + "public async Task Run(string url, CancellationToken ct) => await {|JOB210:FetchAsync|}(url, ct); private Task<string> FetchAsync(string url, CancellationToken ct) => _http.GetStringAsync(url, ct);",
        Retried + "public async Task Run(CancellationToken ct) { await _db.{|JOB210:OpenAsync|}(ct); await using var command = _db.CreateCommand(); await command.ExecuteNonQueryAsync(ct); }",
        Retried + "public async Task Run(string path, CancellationToken ct) { using var reader = {|JOB210:new StreamReader(path)|}; await reader.ReadLineAsync(ct); }",
        Retried + "public async Task Run(byte[] data, CancellationToken ct) { using var reader = new StreamReader(new MemoryStream(data)); await reader.ReadLineAsync(ct); }",

        // Blocking.
        Task + "{ var page = _orders.PageAsync(1, ct).{|JOB231:Result|}; await _orders.SaveAsync(page[0], ct); }",
        Task + "{ var a = _orders.PageAsync(1, ct); var b = _orders.PageAsync(2, ct); await Task.WhenAll(a, b); var sum = a.Result.Count + b.Result.Count; await Task.Delay(sum, ct); }",
        Task + "{ var all = Enumerable.Range(0, 9).Select(i => _orders.PageAsync(i, ct)).ToArray(); await Task.WhenAll(all); var sum = all.Sum(t => t.Result.Count); await Task.Delay(sum, ct); }",
        Task + "{ await Task.Delay(1, ct); _orders.PageAsync(1, ct).{|JOB231:Wait|}(ct); Task.{|JOB231:WaitAll|}(_orders.PageAsync(1, ct)); _orders.PageAsync(1, ct).GetAwaiter().{|JOB231:GetResult|}(); }",
        Task + "{ await Task.Delay(1, ct); Thread.{|JOB231:Sleep|}(100); }",
        "[RegisterTask(\"a\")] public Task Run() { Thread.{|JOB231:Sleep|}(TimeSpan.FromSeconds(1)); return Task.CompletedTask; }",
        Task + "=> await Task.Run(() => { Thread.Sleep(100); File.ReadAllText(\"x\"); }, ct);",
        Task + "{ var text = File.{|JOB231:ReadAllText|}(\"x\"); await File.WriteAllTextAsync(\"y\", text, ct); if (File.Exists(\"z\")) File.Delete(\"z\"); }",
        Task + "{ _db.{|JOB231:Open|}(); await using var command = _db.CreateCommand(); using var reader = command.{|JOB231:ExecuteReader|}(); {|JOB202:while|} (await reader.ReadAsync(ct)) reader.GetInt32(0); _db.Close(); }",
        Task + "{ var memory = new MemoryStream(); memory.Write([1, 2, 3], 0, 3); var text = new StringReader(\"a\"); text.ReadLine(); await Task.Delay(1, ct); }",
        Task + "{ var memory = new MemoryStream(); var writer = new StreamWriter(memory); writer.WriteLine(\"a\"); Console.Out.WriteLine(\"b\"); await Task.Delay(1, ct); }",
        Task + "{ using var gate = new SemaphoreSlim(1); gate.{|JOB231:Wait|}(ct); await Task.Delay(1, ct); gate.Release(); }",
        Task + "{ using var gate = new SemaphoreSlim(1); if (gate.Wait(0) || gate.Wait(TimeSpan.Zero, ct) || gate.{|JOB231:Wait|}(1)) gate.Release(); var page = _orders.PageAsync(1, ct); if (!page.Wait(0)) await page; }",
        Task + "{ await using var command = _db.CreateCommand(); await using var reader = await command.ExecuteReaderAsync(ct); if (await reader.ReadAsync(ct) && !reader.IsDBNull(0)) reader.GetFieldValue<int>(0); }",
        Task + "{ var pipe = new System.IO.Pipelines.Pipe(); pipe.Writer.Complete(); pipe.Reader.Complete(); await Task.Delay(1, ct); }",
        Task + "{ var a = _orders.PageAsync(1, ct); var b = _orders.PageAsync(2, ct); var first = (await Task.WhenAny(a, b)).Result; var second = (await Task.WhenAny(a, b).ConfigureAwait(false)).GetAwaiter().GetResult(); await _orders.SaveAsync(first.Concat(second).First(), ct); }",
        Task + "{ await Task.Delay(1, ct); lock (_db) File.ReadAllText(\"x\"); }",
    ];
}
