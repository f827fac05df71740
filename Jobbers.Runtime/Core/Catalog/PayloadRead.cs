using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Jobbers.Catalog;

/// <summary>
/// The steps that generated codecs are made of. Every method leaves the reader on the last token of what it read, also after a problem, so
/// that reading goes on and finds the next problem. No message repeats a value: it may be a secret.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class PayloadRead
{
    private const int LongestNameShown = 100;

    /// <summary>Steps into an object.</summary>
    public static bool StartObject(ref Utf8JsonReader reader, PayloadProblems problems) =>
        reader.TokenType == JsonTokenType.StartObject || Unexpected(ref reader, problems, "an object");

    /// <summary>Goes on to the next member's name; false at the object's end.</summary>
    public static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes from a known member's name to its value and enters its path; refuses and skips a member that was given before.</summary>
    public static bool EnterMember(ref Utf8JsonReader reader, PayloadProblems problems, string name, ref bool given)
    {
        reader.Read();
        if (given)
        {
            problems.Add(name, "is given twice");
            reader.Skip();
            return false;
        }

        given = true;
        problems.Enter(name);
        return true;
    }

    /// <summary>Refuses and skips a member that the type does not have.</summary>
    public static bool UnknownMember(ref Utf8JsonReader reader, PayloadProblems problems)
    {
        problems.Add(Shorten(reader.GetString()!), "is not a known parameter");
        reader.Read();
        reader.Skip();
        return false;
    }

    /// <summary>Refuses the absence of a member that must be there.</summary>
    public static bool Required(bool given, PayloadProblems problems, string name)
    {
        if (!given)
            problems.Add(name, "is required");
        return given;
    }

    /// <summary>Reads an array into a list.</summary>
    public static bool List<T>(
        ref Utf8JsonReader reader, PayloadProblems problems, PayloadReader<T> element, [MaybeNullWhen(false)] out List<T> value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartArray)
            return Unexpected(ref reader, problems, "an array");
        var items = new List<T>();
        var valid = true;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            problems.Enter(index);
            if (element(ref reader, problems, out var item))
                items.Add(item);
            else
                valid = false;
            problems.Leave();
        }

        value = items;
        return valid;
    }

    /// <summary>Reads an array into a set; a value that is there already is refused.</summary>
    public static bool Set<T>(
        ref Utf8JsonReader reader, PayloadProblems problems, PayloadReader<T> element, [MaybeNullWhen(false)] out HashSet<T> value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartArray)
            return Unexpected(ref reader, problems, "an array");
        var items = new HashSet<T>();
        var valid = true;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            problems.Enter(index);
            if (!element(ref reader, problems, out var item))
            {
                valid = false;
            }
            else if (!items.Add(item))
            {
                problems.Add("is given twice");
                valid = false;
            }

            problems.Leave();
        }

        value = items;
        return valid;
    }

    /// <summary>Reads an object whose member names are keys.</summary>
    public static bool Map<T>(
        ref Utf8JsonReader reader, PayloadProblems problems, PayloadReader<T> element, [MaybeNullWhen(false)] out Dictionary<string, T> value)
    {
        value = null;
        if (!StartObject(ref reader, problems))
            return false;
        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        var valid = true;
        while (NextMember(ref reader))
        {
            var key = reader.GetString()!;
            reader.Read();
            problems.Enter(Shorten(key));
            if (!element(ref reader, problems, out var item))
            {
                valid = false;
            }
            else if (!items.TryAdd(key, item))
            {
                problems.Add("is given twice");
                valid = false;
            }

            problems.Leave();
        }

        value = items;
        return valid;
    }

    /// <summary>Reports a value of the wrong kind and skips it.</summary>
    public static bool Unexpected(ref Utf8JsonReader reader, PayloadProblems problems, string expected)
    {
        problems.Add(reader.TokenType == JsonTokenType.Null ? $"expected {expected}, not null" : $"expected {expected}");
        reader.Skip();
        return false;
    }

    private static string Shorten(string name) => name.Length <= LongestNameShown ? name : name[..LongestNameShown] + "…";
}
