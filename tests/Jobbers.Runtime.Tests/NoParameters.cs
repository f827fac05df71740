using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Declaration;

namespace Jobbers.Runtime.Tests;

/// <summary>A task that takes nothing, as one that recurs may be. The conformance suite has it too.</summary>
internal static class NoParameters
{
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="recurrence">When it recurs.</param>
    /// <param name="writeUnique">What makes it unique.</param>
    public static TaskDescriptor<bool> Task(
        string name, int version = 1, TaskRecurrence? recurrence = null, Action<Utf8JsonWriter, bool>? writeUnique = null) => new()
        {
            Name = name,
            Version = version,
            DeclaredBy = $"Tests.{name}",
            ParametersSchema = "{}"u8.ToArray(),
            Contract = "{}",
            Codec = new Codec(),
            Invoke = static (_, _) => default,
            Recurrence = recurrence,
            WriteUniqueValues = writeUnique,
        };

    private sealed class Codec : PayloadCodec<bool>
    {
        public override bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, out bool value)
        {
            reader.Skip();
            return value = true;
        }

        public override void Validate(bool value, PayloadProblems problems)
        {
        }

        public override void Write(Utf8JsonWriter writer, bool value)
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }
}
