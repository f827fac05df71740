using System.Diagnostics;
using Benchmarks.Player;

namespace Benchmarks.Comparison;

/// <summary>A contestant's plain worker process: how soon it runs its first job, and what it costs while it has nothing to do.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Process _process;

    public WorkerProcess(Entrant entrant, string target)
    {
        _process = Process.Start(new ProcessStartInfo(entrant.Program, entrant.Worker!(target))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>Milliseconds from the start of the process until its first job ran.</summary>
    public async Task<double> FirstJobAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            if (!line.Contains(JobBody.Greeting, StringComparison.Ordinal))
                continue;
            var took = _clock.Elapsed.TotalMilliseconds;
            _ = _process.StandardOutput.ReadToEndAsync();
            return took;
        }

        throw new InvalidOperationException("The worker ended before its first job.");
    }

    /// <summary>Bytes resident; Linux only.</summary>
    public double Resident()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Seconds of CPU of all its threads, to the nanosecond; Linux only.</summary>
    public double Cpu() => Directory.GetDirectories($"/proc/{_process.Id}/task")
        .Sum(thread => double.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)) / 1e9;

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
