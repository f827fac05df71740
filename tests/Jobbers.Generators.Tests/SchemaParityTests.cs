namespace Jobbers.Generators.Tests;

/// <summary>Validator and schema over one corpus: what the one takes the other takes, as far as keywords can say it.</summary>
public sealed class SchemaParityTests
{
    private static readonly string[] Types =
    [
        "bool", "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal", "char", "string", "Ulid", "TimeOnly", "TimeSpan", "DayOfWeek",
        "Guid", "DateTime", "DateTimeOffset", "DateOnly", "Uri", "byte[]", "System.Text.Json.JsonElement", "int?", "string?", "DayOfWeek?", "Section?",
        "int[]", "List<string?>", "HashSet<int>", "Dictionary<string, int>", "Dictionary<string, Section>", "Section", "Section[]", "Pair",
    ];

    /// <summary>Their formats are annotations in JSON Schema: the schema may take what the validator does not.</summary>
    private static readonly string[] Looser = ["Guid", "DateTime", "DateTimeOffset", "DateOnly", "Uri", "byte[]", "long", "ulong", "float", "double", "decimal"];

    private static readonly string[] Values =
    [
        "null", "true", "0", "1", "-1", "1.5", "127", "128", "300", "-129", "40000", "70000", "3000000000", "5000000000", "1e2", "\"\"", "\"x\"", "\"xy\"", "\"AQID\"", "\"Friday\"", "\"friday\"", "5",
        "\"01ARZ3NDEKTSV4RRFFQ69G5FAV\"", "\"81ARZ3NDEKTSV4RRFFQ69G5FAV\"", "\"12:30\"", "\"12:30:00\"", "\"25:00:00\"", "\"1.02:30:00\"", "\"-00:00:01.5\"", "\"2026-01-31\"", "\"2026-01-31T12:30:00Z\"",
        "\"0f8fad5b-d9cb-469f-a165-70867728950e\"", "[]", "[1]", "[1,1]", "[null]", "[\"a\"]", "{}", "{\"a\":1}", "{\"a\":null}", "{\"title\":\"t\"}", "{\"title\":\"toolong\"}", "{\"title\":\"t\",\"pages\":2}",
        "{\"title\":\"t\",\"pages\":0}", "{\"title\":\"t\",\"x\":2}", "{\"a\":{\"title\":\"t\"}}", "[{\"title\":\"t\"}]", "[{\"title\":1}]", "{\"left\":1,\"right\":{\"title\":\"t\"}}", "{\"left\":1,\"right\":null}",
    ];

    [Fact]
    public void Validator_and_schema_agree()
    {
        var methods = Types.Select((type, i) => $"[RegisterTask(\"t{i}\")] public static Task T{i}({type} it) => Task.CompletedTask;");
        var generated = Harness.Run($$"""
            namespace MyApp;
            public sealed record Section([StringLength(3)] string Title, [Range(1, 9)] int Pages = 1);
            public record struct Pair(int Left, Section? Right);
            public static class Tasks
            {
                {{string.Join("\n", methods)}}
            }
            """);
        var taken = 0;
        for (var i = 0; i < Types.Length; i++)
        {
            var schema = new SchemaCheck(generated.Schema("t" + i));
            foreach (var value in Values)
            {
                var document = $"{{\"it\":{value}}}";
                var byValidator = generated.Canonicalize(document, "t" + i).StartsWith('{');
                var bySchema = schema.Accepts(document);
                taken += byValidator ? 1 : 0;
                if (byValidator || !Looser.Contains(Types[i]))
                    Assert.True(byValidator == bySchema, $"{Types[i]} {document}: validator {byValidator}, schema {bySchema}; {generated.Schema("t" + i)}");
            }
        }

        Assert.True(taken > 200, $"only {taken} documents were valid: the corpus says little");
    }
}
