using System.Text.Json;
using Jobbers.Catalog;

namespace Jobbers.Sqlite.Tests.Workers;

/// <summary>Parameters that are one number.</summary>
internal sealed class IntegerCodec : PayloadCodec<int>
{
    public override bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, out int value) => reader.TryGetInt32(out value);

    public override void Validate(int value, PayloadProblems problems)
    {
        // Every number will do.
    }

    public override void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);
}
