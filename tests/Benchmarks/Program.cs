using Benchmarks;
using Benchmarks.Comparison;
using Benchmarks.Compiling;
using Benchmarks.Http;
using Benchmarks.Micro;
using Benchmarks.Peers;

// dotnet run -c Release --project tests/Benchmarks -- <verb> [options]
var verbs = new Dictionary<string, Verb>
{
    ["system"] = new(Options.Usage, SystemVerb.RunAsync),
    ["micro"] = new(MicroVerb.Usage, MicroVerb.RunAsync),
    ["http"] = new(HttpVerb.Usage, HttpVerb.RunAsync),
    ["compile"] = new(CompileVerb.Usage, CompileVerb.RunAsync),
    // A peer's own process, started by "system".
    ["player"] = new("", PeerPlayer.RunAsync),
};

if (args is [var name, .. var rest] && verbs.TryGetValue(name, out var verb))
    return await verb.RunAsync(rest);
Console.Error.WriteLine($"Say what to measure:\n\n{string.Join("\n\n", verbs.Values.Select(known => known.Usage).Where(usage => usage.Length > 0))}");
return 2;
