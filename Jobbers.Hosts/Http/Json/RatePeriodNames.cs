using Jobbers.Routing;

namespace Jobbers.Hosts.Http.Json;

/// <summary>Wire names of rate periods.</summary>
internal static class RatePeriodNames
{
    private static readonly string[] Names = ["second", "minute", "hour", "day"];

    public static string ToWire(RatePeriod period) => Names[(int)period];

    public static bool TryParse(string? name, out RatePeriod period)
    {
        var index = Array.IndexOf(Names, name);
        period = index < 0 ? default : (RatePeriod)index;
        return index >= 0;
    }
}
