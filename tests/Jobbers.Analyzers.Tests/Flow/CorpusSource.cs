namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>The program around a corpus case: what such tasks usually have at hand.</summary>
internal static class CorpusSource
{
    public static string Around(string members) => $$"""
        using System.Data.Common;
        using System.Diagnostics;
        using System.IO;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Runtime.CompilerServices;
        using System.Threading.Channels;

        public sealed class Order { public int Id { get; set; } public bool Done { get; set; } public string? Note { get; set; } }
        public sealed class OrderGoneException : Exception { }
        public class RateLimitedException : Exception { }
        public interface IOrders
        {
            Task<List<Order>> PageAsync(int page, CancellationToken ct = default);
            IAsyncEnumerable<Order> AllAsync(CancellationToken ct = default);
            Task SaveAsync(Order order, CancellationToken ct = default);
            Task ExportAsync(TaskContext context, CancellationToken ct = default);
            Task CopyAsync(IProgress<double> progress, CancellationToken ct = default);
            Task RunAsync(Func<CancellationToken, Task> work, CancellationToken ct = default);
        }

        public class T(HttpClient http, IOrders orders, DbConnection db)
        {
            private readonly HttpClient _http = http;
            private readonly IOrders _orders = orders;
            private readonly DbConnection _db = db;

        {{members}}
        }
        """;
}
