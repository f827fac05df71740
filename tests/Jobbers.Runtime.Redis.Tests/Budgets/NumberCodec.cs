using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Redis.Tests.Budgets;

/// <summary>One number, as the plainest of generated codecs writes it.</summary>
internal sealed class NumberCodec : PayloadCodec<int>
{
    public override bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, out int value) => reader.TryGetInt32(out value);

    public override void Validate(int value, PayloadProblems problems)
    {
        // Every number will do.
    }

    public override void Write(Utf8JsonWriter writer, int value)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", value);
        writer.WriteEndObject();
    }
}
