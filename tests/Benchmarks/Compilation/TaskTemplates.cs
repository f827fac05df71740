namespace Benchmarks.Compiling;

/// <summary>What the tasks of the large program look like: loops with beats, HTTP, files, helpers that throw; <c>$N</c> and <c>$F</c> are numbers.</summary>
internal static class TaskTemplates
{
    public const string FileHead = """
        namespace Large.Area$F;

        public sealed record Line$F(string Sku, [property: Range(1, 1000)] int Count, decimal? Price, string? Note = null);

        public sealed record Address$F { public required string Street { get; init; } public required string City { get; init; } public string? Zip { get; init; } }

        public enum Kind$F { Plain, Express, Bulk }

        public sealed record Outcome$F(int Rows, double Mean, IReadOnlyList<string> Notes);

        public class GoneException$F : Exception { public GoneException$F(string message) : base(message) { } }

        public interface IArchive$F
        {
            Task<List<Line$F>> PageAsync(int page, CancellationToken cancellationToken);
            IAsyncEnumerable<Line$F> AllAsync(CancellationToken cancellationToken);
            Task SaveAsync(Line$F line, CancellationToken cancellationToken);
        }

        public sealed class Tasks$F(IArchive$F archive, HttpClient http)
        {

        """;

    public const string OtherHead = """
        namespace Large.Other$F;

        internal sealed class Service
        {
            public const int Limit = 10;

        """;

    public const string Other = """
            /// <summary>Sums what is in the rows.</summary>
            public async Task<double> SumOf$NAsync(IReadOnlyList<double> rows, TextWriter log, CancellationToken cancellationToken)
            {
                if (rows.Count == 0)
                    throw new ArgumentException("no rows", nameof(rows));
                var total = 0.0;
                var worst = double.MinValue;
                foreach (var row in rows)
                {
                    if (double.IsNaN(row))
                        continue;
                    total += row;
                    worst = Math.Max(worst, row);
                    if (total > Limit * 1000)
                    {
                        await log.WriteLineAsync($"over the limit: {total}".AsMemory(), cancellationToken);
                        total = 0;
                    }
                }

                var text = new StringBuilder();
                for (var i = 0; i < rows.Count; i++)
                {
                    text.Append(rows[i]).Append(';');
                    if (i % 100 == 0)
                        text.AppendLine();
                }

                await log.WriteLineAsync(text, cancellationToken);
                return total + worst;
            }
        """;

    public static string Of(int number) => (number % 3) switch { 0 => Import, 1 => Post, _ => Export } + Helper;

    private const string Import = """
            /// <summary>Loads lines page by page.</summary>
            /// <param name="fileId">The file.</param>
            /// <param name="lines">What to add besides.</param>
            [RegisterTask("import_$N", MaxRetries = 3, RetryDelay = 5, MaxHeartbeatInterval = 30, Timeout = 600, ExpectedExceptions = [typeof(IOException)], FatalExceptions = [typeof(GoneException$F)])]
            public async Task<Outcome$F> Import$NAsync([StringLength(100, MinimumLength = 1)] string fileId, List<Line$F> lines, Kind$F kind, TaskContext context, CancellationToken cancellationToken)
            {
                var rows = 0;
                for (var page = 1; page < 100; page++)
                {
                    var found = await archive.PageAsync(page, cancellationToken);
                    if (found.Count == 0)
                        break;
                    foreach (var line in found)
                    {
                        await archive.SaveAsync(line, cancellationToken);
                        rows += line.Count;
                        context.Heartbeat(message: $"{rows} rows");
                    }

                    context.Heartbeat(page / 100d);
                }

                if (kind == Kind$F.Bulk)
                {
                    await foreach (var line in archive.AllAsync(cancellationToken))
                    {
                        rows += Checked$N(line);
                        context.Heartbeat();
                    }
                }

                return new Outcome$F(rows, Mean$N(lines), [fileId]);
            }

        """;

    private const string Post = """
            /// <summary>Posts an order until it is taken.</summary>
            /// <param name="url">Where to.</param>
            [RegisterTask("post_$N", MaxRetries = 5, RetryDelay = 1, Timeout = 30, ExpectedExceptions = [typeof(HttpRequestException), typeof(IOException)], FatalExceptions = [typeof(GoneException$F)])]
            public async Task<int> Post$NAsync([Url] string url, Address$F address, [Range(1, 100)] int count, bool urgent, TaskContext context, CancellationToken cancellationToken)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, url);
                request.Headers.Add("Idempotency-Key", context.Id.ToString());
                request.Content = new StringContent(address.Street + address.City, Encoding.UTF8, "text/plain");
                try
                {
                    using var response = await http.SendAsync(request, cancellationToken);
                    if (!response.IsSuccessStatusCode && urgent)
                        throw new RetryAfterException(TimeSpan.FromSeconds(count), $"{url} refused");
                    response.EnsureSuccessStatusCode();
                    return (int)response.StatusCode;
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    throw new IOException("timed out");
                }
                finally
                {
                    context.Heartbeat(message: "posted");
                }
            }

        """;

    private const string Export = """
            /// <summary>Writes a file.</summary>
            [RegisterTask("export_$N", ExpectedExceptions = [typeof(IOException)], FatalExceptions = [typeof(GoneException$F)])]
            public async Task Export$NAsync(string path, DateTimeOffset since, Dictionary<string, int>? weights, Line$F first, CancellationToken cancellationToken)
            {
                await using var output = new StreamWriter(path);
                await foreach (var line in archive.AllAsync(cancellationToken))
                {
                    if (weights is not null && weights.TryGetValue(line.Sku, out var weight) && weight == 0)
                        continue;
                    await output.WriteLineAsync($"{line.Sku};{line.Count};{since:O}".AsMemory(), cancellationToken);
                }

                await output.WriteLineAsync($"{Checked$N(first)}".AsMemory(), cancellationToken);
            }

        """;

    private const string Helper = """
            private static int Checked$N(Line$F line)
            {
                if (line.Count < 0)
                    throw new GoneException$F($"{line.Sku} has gone");
                var count = line.Count;
                switch (line.Sku.Length)
                {
                    case 0:
                        count = 0;
                        break;
                    case > 20:
                        count += 10;
                        break;
                    default:
                        count += line.Note?.Length ?? 1;
                        break;
                }

                return count;
            }

            private static double Mean$N(IReadOnlyList<Line$F> lines)
            {
                var sum = 0m;
                var priced = 0;
                foreach (var line in lines)
                {
                    if (line.Price is not { } price)
                        continue;
                    sum += price * line.Count;
                    priced++;
                }

                if (priced == 0)
                    return 0;
                var ordered = lines.Where(l => l.Price > 0).OrderBy(l => l.Sku, StringComparer.Ordinal).Select(l => l.Count).ToList();
                var text = new StringBuilder();
                for (var i = 0; i < ordered.Count; i++)
                {
                    if (i > 0)
                        text.Append(", ");
                    text.Append(ordered[i]);
                }

                return (double)(sum / priced) + text.Length;
            }

            private async Task<IReadOnlyList<string>> Names$NAsync(int pages, CancellationToken cancellationToken)
            {
                var names = new List<string>();
                for (var page = 0; page < pages; page++)
                {
                    try
                    {
                        foreach (var line in await archive.PageAsync(page, cancellationToken))
                        {
                            if (names.Contains(line.Sku))
                                continue;
                            names.Add(line.Sku);
                        }
                    }
                    catch (IOException) when (page > 0)
                    {
                        names.Clear();
                    }
                }

                return names;
            }
        """;
}
