using System.Runtime.InteropServices;

namespace Benchmarks.Comparison;

/// <summary>The natively published player: published anew before every comparison, so that it is never older than the sources.</summary>
internal static class NativePlayer
{
    public static async Task<(string? Program, string Problem)> FindAsync(string? given)
    {
        if (given is not null)
            return File.Exists(given) ? (Path.GetFullPath(given), "") : (null, $"{given} is not there.");
        var folder = Path.Combine(Repository.Root, "artifacts", "benchmarks", "player");
        await Console.Error.WriteLineAsync("publishing the player natively (about a minute when sources have changed)");
        var (code, output) = await Tool.RunAsync(
            "dotnet",
            ["publish", Path.Combine(Repository.Root, "tests/Benchmarks/Player"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "--nologo", "-v", "quiet"],
            Repository.Root, TimeSpan.FromMinutes(10));
        return code == 0 ? (Path.Combine(folder, "Benchmarks.Player"), "") : (null, $"its publish failed: {output}");
    }
}
