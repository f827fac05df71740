using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Submission.Http;

/// <summary>
/// Walks through a manager's JSON. Unlike payloads, answers may hold members that this client does not know: they are ignored.
/// What is no JSON, or not of the expected shape, ends as <see cref="JsonException"/> or <see cref="InvalidOperationException"/>.
/// </summary>
internal static class AnswerJson
{
    /// <summary>A batch's list and task stand around a payload.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = PayloadLimits.MaxDepth + 8 };

    public static void EnterObject(ref Utf8JsonReader reader) => Expect(ref reader, JsonTokenType.StartObject);

    public static void EnterArray(ref Utf8JsonReader reader) => Expect(ref reader, JsonTokenType.StartArray);

    /// <summary>Goes to the next member's value; false at the object's end.</summary>
    public static bool NextMember(ref Utf8JsonReader reader, out string name)
    {
        name = "";
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            return false;
        name = reader.GetString()!;
        return reader.Read();
    }

    /// <summary>Goes to the next element; false at the list's end.</summary>
    public static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Goes over a value and changes nothing.</summary>
    public static T Ignore<T>(ref Utf8JsonReader reader, T unchanged)
    {
        reader.Skip();
        return unchanged;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
            throw new JsonException($"expected {token}, found {reader.TokenType}");
    }
}
