namespace Benchmarks.Comparison;

/// <summary>BullMQ, installed on demand beside its script, at the versions of its lock file.</summary>
internal static class BullMqPlayer
{
    public static async Task<(string? Script, string Problem)> FindAsync()
    {
        var folder = Path.Combine(Repository.Root, "tests/Benchmarks/Peers/bullmq");
        var script = Path.Combine(folder, "player.mjs");
        if (Tool.Find("node") is null)
            return (null, "node is not on the PATH.");
        if (File.Exists(Path.Combine(folder, "node_modules/bullmq/package.json")))
            return (script, "");
        if (Tool.Find("npm") is null)
            return (null, "npm is not on the PATH.");
        await Console.Error.WriteLineAsync("installing BullMQ with npm");
        var (code, output) = await Tool.RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder, TimeSpan.FromMinutes(3));
        return code == 0 ? (script, "") : (null, $"npm ci failed: {output}");
    }
}
