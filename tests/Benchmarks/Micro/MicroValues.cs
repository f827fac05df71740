using Benchmarks.Player;

namespace Benchmarks.Micro;

/// <summary>One value, and its JSON.</summary>
internal static class MicroValues
{
    public static MicroParameters Parameters { get; } = new()
    {
        ReportId = 4711,
        Title = "Weather in Seattle",
        From = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
        Amount = 12.50m,
        Sections = ["rain", "wind", "sun"],
    };

    public static byte[] Json { get; } = System.Text.Encoding.UTF8.GetBytes(MicroTaskDefinition.Descriptor.Codec.EncodeToString(Parameters));
}
