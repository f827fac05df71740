using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace Jobbers.Catalog;

/// <summary>Writes the types that <see cref="Utf8JsonWriter"/> has no method for. The other half of <see cref="PayloadRead"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PayloadWrite
{
    /// <summary>Writes one character as a string.</summary>
    public static void Char(Utf8JsonWriter writer, char value) => writer.WriteStringValue([value]);

    /// <summary>Writes 26 characters.</summary>
    public static void Ulid(Utf8JsonWriter writer, Ulid value) => writer.WriteStringValue(value.ToString());

    /// <summary>Writes an ISO 8601 date.</summary>
    public static void DateOnly(Utf8JsonWriter writer, DateOnly value) => Format(writer, value, "O");

    /// <summary>Writes a time of day, with a fraction only where there is one.</summary>
    public static void TimeOnly(Utf8JsonWriter writer, TimeOnly value) => Format(writer, value, "HH:mm:ss.FFFFFFF");

    /// <summary>Writes a time span in the constant format.</summary>
    public static void TimeSpan(Utf8JsonWriter writer, TimeSpan value) => Format(writer, value, "c");

    /// <summary>Writes a URI as it was given.</summary>
    public static void Uri(Utf8JsonWriter writer, Uri value) => writer.WriteStringValue(value.OriginalString);

    private static void Format<T>(Utf8JsonWriter writer, T value, string format)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[40];
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
