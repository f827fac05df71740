using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Benchmarks.Micro;

/// <summary>The verb <c>micro</c>: BenchmarkDotNet over the parts of the path of a job.</summary>
internal static class MicroVerb
{
    public const string Usage = """
        micro     times and allocations of the parts of a job's path (BenchmarkDotNet)
          --job short       three iterations each
          --filter '*Codec*'  and every other option of BenchmarkDotNet
        """;

    public static Task<int> RunAsync(string[] args)
    {
        // In this process: nothing is built at run time, and internals can be measured.
        var job = args is ["--job", "short", ..] or [.., "--job", "short"] ? Job.ShortRun : Job.Default;
        var config = DefaultConfig.Instance.AddJob(job.WithToolchain(InProcessEmitToolchain.Instance));
        string[] rest = [.. args.Where((word, at) => word != "--job" && !(at > 0 && args[at - 1] == "--job"))];
        BenchmarkSwitcher.FromAssembly(typeof(MicroVerb).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, config);
        return Task.FromResult(0);
    }
}
