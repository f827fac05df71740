using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Benchmarks.Http;

/// <summary>The same request over 64 connections, each sending the next when it has the answer to the last.</summary>
internal sealed class HttpLoad(string engine, HttpHost host, Func<Task<double>>? redisCpu)
{
    private const int Connections = 64;
    private const string Body = """{"name":"noop","params":{"payload":"a small payload"}}""";

    public static readonly byte[] Nothing = Encoding.ASCII.GetBytes("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");

    public static readonly byte[] Submit = Encoding.ASCII.GetBytes(
        $"POST /tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");

    /// <summary>Measures for some seconds and prints a row.</summary>
    /// <returns>Requests a second.</returns>
    public async Task<double> MeasureAsync(string what, byte[] request, int seconds, bool quiet = false)
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => LoadConnection.OpenAsync(host.Port)));
        var (hostCpu, serverCpu) = (host.Cpu, redisCpu is null ? 0 : await redisCpu());
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(connections.Select(connection => RepeatAsync(connection, request, clock, TimeSpan.FromSeconds(seconds))));
        var elapsed = clock.Elapsed.TotalSeconds;
        Array.ForEach(connections, connection => connection.Dispose());
        double[] sorted = [.. times.SelectMany(list => list).Order()];
        var rate = sorted.Length / elapsed;
        if (!quiet)
        {
            var server = redisCpu is null ? "–" : ((await redisCpu() - serverCpu) * 1e6 / sorted.Length).ToString("0.0", CultureInfo.InvariantCulture);
            var own = (host.Cpu - hostCpu) * 1e6 / sorted.Length;
            var (median, late) = (sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {engine} | {what} | {rate:#,0} | {median:0.00} | {late:0.00} | {own:0.0} | {server} |"));
        }

        return rate;
    }

    private static async Task<List<double>> RepeatAsync(LoadConnection connection, byte[] request, Stopwatch clock, TimeSpan until)
    {
        var times = new List<double>(4096);
        while (clock.Elapsed < until)
        {
            var begun = clock.Elapsed;
            await connection.AskAsync(request);
            times.Add((clock.Elapsed - begun).TotalMilliseconds);
        }

        return times;
    }
}
