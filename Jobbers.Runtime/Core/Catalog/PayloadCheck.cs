using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jobbers.Catalog;

/// <summary>
/// The rules of a declaration, as generated code applies them to a value right after it was read and before it is written. Each reports at
/// the current path and says whether the value may pass.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PayloadCheck
{
    /// <summary>What a pattern may take on one value; beyond it the value is invalid, so that no sender can keep a process busy.</summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>Whoever made a JSON value may have read it with any of these.</summary>
    private static readonly JsonReaderOptions AsItWasRead = new() { MaxDepth = int.MaxValue, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reports a reason unless the condition holds.</summary>
    public static bool That(bool holds, PayloadProblems problems, string reason)
    {
        if (!holds)
            problems.Add(reason);
        return holds;
    }

    /// <summary>A value must be there.</summary>
    public static bool NotNull([NotNullWhen(true)] object? value, PayloadProblems problems) => That(value is not null, problems, "must not be null");

    /// <summary>A number must be finite: JSON has no other.</summary>
    public static bool Finite(double value, PayloadProblems problems) => That(double.IsFinite(value), problems, "must be finite");

    /// <summary>
    /// A JSON value must be one that can be written: <c>default(JsonElement)</c> is none, one that was read elsewhere may be deeper than a document
    /// may be, and an escape may stand for half of a letter, which no UTF-8 can hold.
    /// </summary>
    public static bool Json(JsonElement value, PayloadProblems problems) =>
        That(value.ValueKind != JsonValueKind.Undefined, problems, "must be a JSON value") && IsWritable(value, problems);

    /// <summary>A string must hold more than white space.</summary>
    public static bool NotEmpty(string value, PayloadProblems problems) => That(!string.IsNullOrWhiteSpace(value), problems, "must not be empty");

    /// <summary>Bounds on the number of characters.</summary>
    public static bool Characters(string value, int minimum, int maximum, PayloadProblems problems) =>
        Count(value.Length, minimum, maximum, problems, "character");

    /// <summary>Bounds on the number of elements.</summary>
    public static bool Elements(int count, int minimum, int maximum, PayloadProblems problems) =>
        Count(count, minimum, maximum, problems, "element");

    /// <summary>The pattern must match the whole string.</summary>
    public static bool Matches(string value, Regex pattern, string shown, PayloadProblems problems)
    {
        try
        {
            return That(pattern.IsMatch(value), problems, $"must match {shown}");
        }
        catch (RegexMatchTimeoutException)
        {
            return That(false, problems, $"takes too long to match against {shown}");
        }
    }

    /// <summary>Makes the pattern of <see cref="Matches"/>.</summary>
    public static Regex Pattern([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, PatternTimeout);

    /// <summary>One <c>@</c>, with something on both sides.</summary>
    public static bool Email(string value, PayloadProblems problems)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        var valid = at > 0 && at < value.Length - 1 && at == value.LastIndexOf('@') && !value.AsSpan().ContainsAny('\r', '\n');
        return That(valid, problems, "must be an e-mail address");
    }

    /// <summary>An http, https or ftp address.</summary>
    public static bool Url(string value, PayloadProblems problems) =>
        That(IsUrl(value), problems, "must be an http, https or ftp URL");

    private static bool IsWritable(JsonElement value, PayloadProblems problems)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String))
            return true;
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value), AsItWasRead);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && problems.Depth + reader.CurrentDepth >= PayloadLimits.MaxDepth)
                    return That(false, problems, Text($"lies deeper than the {PayloadLimits.MaxDepth} levels that a document may have"));
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    _ = reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            return That(false, problems, "is not valid JSON: a string holds half of a letter");
        }

        return true;
    }

    private static bool IsUrl(string value) =>
        value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase);

    private static bool Count(int count, int minimum, int maximum, PayloadProblems problems, string what)
    {
        if (count >= minimum && count <= maximum)
            return true;
        problems.Add((minimum, maximum) switch
        {
            _ when minimum == maximum => Text($"must have exactly {minimum} {what}{Plural(minimum)}"),
            (_, int.MaxValue) => Text($"must have at least {minimum} {what}{Plural(minimum)}"),
            (0, _) => Text($"must have at most {maximum} {what}{Plural(maximum)}"),
            _ => Text($"must have {minimum} to {maximum} {what}s"),
        });
        return false;
    }

    private static string Plural(int count) => count == 1 ? "" : "s";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
