using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Hosts.Tests;

/// <summary>Takes any object as it is.</summary>
internal sealed class RawCodec : PayloadCodec<JsonElement>
{
    public static RawCodec Instance { get; } = new();

    public override bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, out JsonElement value)
    {
        value = JsonElement.ParseValue(ref reader);
        if (value.ValueKind == JsonValueKind.Object)
            return true;
        problems.Add("must be an object");
        return false;
    }

    public override void Validate(JsonElement value, PayloadProblems problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
            problems.Add("must be an object");
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value) => value.WriteTo(writer);
}
