using Benchmarks.Player;

namespace Benchmarks.Peers;

/// <summary>The process of a peer that is a .NET library.</summary>
internal static class PeerPlayer
{
    public static Task<int> RunAsync(string[] args) => args is [var name, var target, .. var rest]
        ? PlayerLoop.RunAsync(() => OpenAsync(name, target), rest)
        : throw new ArgumentException("player <contestant> <target> [serve <slots>]", nameof(args));

    private static Task<IContestant> OpenAsync(string name, string target) => name switch
    {
        "hangfire" => Task.FromResult<IContestant>(new HangfireContestant(target)),
        "quartz" => QuartzContestant.OpenAsync(),
        _ => throw new ArgumentException($"'{name}' is no contestant.", nameof(name)),
    };
}
