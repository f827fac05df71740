using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Jobbers.Catalog;

/// <content>Booleans, and all that stands in a JSON string.</content>
public static partial class PayloadRead
{
    private static readonly SearchValues<char> UlidLetters = SearchValues.Create("0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz");

    /// <summary>Reads true or false.</summary>
    public static bool Boolean(ref Utf8JsonReader reader, PayloadProblems problems, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return value || reader.TokenType == JsonTokenType.False || Unexpected(ref reader, problems, "true or false");
    }

    /// <summary>Reads a string.</summary>
    public static bool String(ref Utf8JsonReader reader, PayloadProblems problems, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String)
            return Unexpected(ref reader, problems, "a string");
        value = reader.GetString()!;
        return true;
    }

    /// <summary>Reads a string of one character.</summary>
    public static bool Char(ref Utf8JsonReader reader, PayloadProblems problems, out char value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String || reader.GetString() is not { Length: 1 } text)
            return Unexpected(ref reader, problems, "one character");
        value = text[0];
        return true;
    }

    /// <summary>Reads a GUID with hyphens.</summary>
    public static bool Guid(ref Utf8JsonReader reader, PayloadProblems problems, out Guid value)
    {
        value = default;
        return (reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out value)) || Unexpected(ref reader, problems, "a GUID");
    }

    /// <summary>Reads a ULID of 26 characters.</summary>
    public static bool Ulid(ref Utf8JsonReader reader, PayloadProblems problems, out Ulid value)
    {
        value = default;

        // The parser looks at the length only and makes something of any letters: what is no ULID must be kept from it.
        return (reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: 26 } text && text[0] <= '7'
                && text.AsSpan().IndexOfAnyExcept(UlidLetters) < 0 && global::System.Ulid.TryParse(text, out value))
            || Unexpected(ref reader, problems, "a ULID");
    }

    /// <summary>Reads an ISO 8601 date and time.</summary>
    public static bool DateTime(ref Utf8JsonReader reader, PayloadProblems problems, out DateTime value)
    {
        value = default;
        return (reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out value))
            || Unexpected(ref reader, problems, "a date and time, as in 2026-01-31T12:30:00Z");
    }

    /// <summary>Reads an ISO 8601 date and time; without an offset it is UTC, wherever the process runs.</summary>
    public static bool DateTimeOffset(ref Utf8JsonReader reader, PayloadProblems problems, out DateTimeOffset value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out var local))
            return Unexpected(ref reader, problems, "a date and time, as in 2026-01-31T12:30:00Z");
        if (local.Kind != DateTimeKind.Unspecified)
            return reader.TryGetDateTimeOffset(out value) || Unexpected(ref reader, problems, "a date and time, as in 2026-01-31T12:30:00Z");
        value = new DateTimeOffset(local, System.TimeSpan.Zero);
        return true;
    }

    /// <summary>Reads an ISO 8601 date.</summary>
    public static bool DateOnly(ref Utf8JsonReader reader, PayloadProblems problems, out DateOnly value)
    {
        value = default;
        return (reader.TokenType == JsonTokenType.String
                && System.DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value))
            || Unexpected(ref reader, problems, "a date, as in 2026-01-31");
    }

    /// <summary>Reads a time of day.</summary>
    public static bool TimeOnly(ref Utf8JsonReader reader, PayloadProblems problems, out TimeOnly value)
    {
        value = default;
        return (reader.TokenType == JsonTokenType.String
                && System.TimeOnly.TryParseExact(
                    reader.GetString(), ["HH:mm:ss", "HH:mm:ss.FFFFFFF", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value))
            || Unexpected(ref reader, problems, "a time, as in 12:30:00");
    }

    /// <summary>Reads a time span, <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    public static bool TimeSpan(ref Utf8JsonReader reader, PayloadProblems problems, out TimeSpan value)
    {
        value = default;
        // The constant format also takes a bare "5" for five days: a trap for whoever means seconds.
        return (reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && text.Contains(':', StringComparison.Ordinal)
                && System.TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value))
            || Unexpected(ref reader, problems, "a time span, as in 1.02:30:00");
    }

    /// <summary>Reads an absolute or relative URI.</summary>
    public static bool Uri(ref Utf8JsonReader reader, PayloadProblems problems, [MaybeNullWhen(false)] out Uri value)
    {
        value = null;
        return (reader.TokenType == JsonTokenType.String && System.Uri.TryCreate(reader.GetString(), UriKind.RelativeOrAbsolute, out value))
            || Unexpected(ref reader, problems, "a URI");
    }

    /// <summary>Reads bytes in base64.</summary>
    public static bool Bytes(ref Utf8JsonReader reader, PayloadProblems problems, [MaybeNullWhen(false)] out byte[] value)
    {
        value = null;
        return (reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out value!)) || Unexpected(ref reader, problems, "base64");
    }

    /// <summary>Reads any JSON value, as it is.</summary>
    public static bool Json(ref Utf8JsonReader reader, PayloadProblems problems, out JsonElement value)
    {
        value = JsonElement.ParseValue(ref reader);
        return true;
    }
}
