namespace Jobbers.Routing;

/// <summary>What queues, roles and tasks may be called.</summary>
internal static class RoutingNames
{
    /// <summary>The queue and the role that exist from the start.</summary>
    public const string Default = "default";

    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Whether <paramref name="name"/> can be a queue or role: 1 to 100 of <c>[a-zA-Z0-9_.-]</c>.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaxLength } && name.AsSpan().IndexOfAnyExcept(Letters) < 0;

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
}
