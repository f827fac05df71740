using System.Globalization;
using System.Runtime.InteropServices;

namespace Benchmarks.Comparison;

/// <summary>Where the figures were measured, and with what.</summary>
internal sealed record Machine(string Processor, int Cores, string OperatingSystem, double MemoryGiB, double LoadBefore, IReadOnlyList<string> Versions)
{
    /// <summary>From here on others share the processor, and the figures say so.</summary>
    private const double BusyFrom = 0.5;

    /// <summary>Processes that ran or waited to run, the minute before.</summary>
    public static double Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : 0;

    public bool WasBusy => LoadBefore > BusyFrom;

    public static async Task<Machine> DescribeAsync(double load) => new(
        Processor: Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Cores: Environment.ProcessorCount,
        OperatingSystem: $"{RuntimeInformation.OSDescription.Split('#')[0].Trim()} {RuntimeInformation.OSArchitecture}",
        MemoryGiB: GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30),
        LoadBefore: load,
        Versions:
        [
            $".NET {Environment.Version}",
            $"Redis {await RedisAsync()}",
            $"StackExchange.Redis {Of<StackExchange.Redis.ConnectionMultiplexer>()}",
            $"Hangfire {Of<Hangfire.BackgroundJobClient>()}",
            $"Hangfire.Redis.StackExchange {Of<Hangfire.Redis.StackExchange.RedisStorage>()}",
            $"Quartz {Of<Quartz.IScheduler>()}",
            $"BullMQ {BullMq()} on node {await Tool.VersionAsync("node", "--version")}",
        ]);

    private static string? Line(string file, string key) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':')[1].Trim()
        : null;

    private static async Task<string> RedisAsync()
    {
        var words = (await Tool.VersionAsync("redis-server", "--version")).Split(' ');
        return words.FirstOrDefault(word => word.StartsWith("v=", StringComparison.Ordinal))?[2..] ?? "–";
    }

    private static string BullMq()
    {
        var file = Path.Combine(Repository.Root, "tests/Benchmarks/Peers/bullmq/package.json");
        return File.ReadLines(file).First(line => line.Contains("\"bullmq\"", StringComparison.Ordinal)).Split('"')[3];
    }

    private static string Of<T>() =>
        System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(T).Assembly.Location).ProductVersion?.Split('+')[0] ?? "–";
}
