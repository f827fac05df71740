using System.Globalization;

namespace Jobbers.Hosts.Http.Reading;

/// <summary>
/// Reads a time as callers send it: ISO 8601, with its zone. A time without one would mean another moment on each machine, and is refused.
/// </summary>
internal static class IsoTime
{
    public const string Expected = "must be a time with its zone, like 2026-03-12T10:00:00Z or 2026-03-12T11:00:00+01:00";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public static bool TryParse(string? text, out DateTimeOffset time)
    {
        time = default;
        return HasZone(text)
            && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time);
    }

    private static bool HasZone(string? text) =>
        text is { Length: > 16 } && (text[^1] == 'Z' || text[^6] is '+' or '-');
}
