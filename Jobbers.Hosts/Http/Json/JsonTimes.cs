using System.Globalization;
using System.Text.Json;

namespace Jobbers.Hosts.Http.Json;

/// <summary>Times as the API writes them: ISO 8601, UTC, <c>Z</c>, to the microsecond where there is one. Absent stays absent.</summary>
internal static class JsonTimes
{
    private const string Format = "yyyy-MM-ddTHH:mm:ss.FFFFFFZ";

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is not { } known)
            return;
        Span<char> text = stackalloc char[32];
        known.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..written]);
    }

    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    public static void WriteSeconds(this Utf8JsonWriter json, string name, TimeSpan? span)
    {
        if (span is { } known)
            json.WriteNumber(name, Math.Round(known.TotalSeconds, 6));
    }
}
