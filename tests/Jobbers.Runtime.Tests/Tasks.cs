using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Declaration;

namespace Jobbers.Runtime.Tests;

/// <summary>Hand-made descriptors with one integer parameter, for tests that need no generator.</summary>
internal static class Tasks
{
    public static TaskDescriptor<int, int> Create(
        string name = "t", int version = 1, TaskPolicy? policy = null, TaskInvoker? invoke = null, Func<Exception, bool>? expected = null,
        TaskRecurrence? recurrence = null) => new()
        {
            Name = name,
            Version = version,
            DeclaredBy = $"Tests.{name}",
            ParametersSchema = "{}"u8.ToArray(),
            Contract = "{}",
            Policy = policy ?? TaskPolicy.Default,
            Codec = IntegerCodec.Instance,
            ResultCodec = IntegerCodec.Instance,
            Invoke = invoke ?? (static (_, _) => default),
            IsExpected = expected ?? (static _ => false),
            Recurrence = recurrence,
        };

    internal sealed class IntegerCodec : PayloadCodec<int>
    {
        public static IntegerCodec Instance { get; } = new();

        public override bool TryRead(ref Utf8JsonReader reader, PayloadProblems problems, out int value)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value))
                return true;
            value = 0;
            problems.Add("expected an integer");
            reader.Skip();
            return false;
        }

        public override void Validate(int value, PayloadProblems problems)
        {
            if (value < 0)
                problems.Add("must be at least 0");
        }

        public override void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);
    }
}
