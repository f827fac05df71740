using System.Diagnostics;

namespace Benchmarks.Comparison;

/// <summary>Programs that are called once.</summary>
internal static class Tool
{
    /// <summary>Where a program is on the PATH; null when it is not.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Runs one to its end.</summary>
    /// <returns>Its exit code, and the last line it wrote.</returns>
    public static async Task<(int Code, string LastLine)> RunAsync(string name, string[] arguments, string folder, TimeSpan limit)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var late = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"it took longer than {limit.TotalMinutes:0} minutes");
        }

        var lines = (await output + await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (process.ExitCode, lines.LastOrDefault() ?? "");
    }

    /// <summary>What a program says its version is; a dash when it is missing.</summary>
    public static async Task<string> VersionAsync(string name, params string[] arguments) =>
        Find(name) is null ? "–" : (await RunAsync(name, arguments, Repository.Root, TimeSpan.FromSeconds(30))).LastLine;
}
