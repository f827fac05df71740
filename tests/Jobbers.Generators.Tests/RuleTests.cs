namespace Jobbers.Generators.Tests;

public sealed class RuleTests
{
    [Theory]
    [InlineData("[Range(1, 5)] int", "1 5", "0:must be between 1 and 5")]
    [InlineData("[Range(1, int.MaxValue)] int", "1 2147483647", "0:must be at least 1")]
    [InlineData("[Range(1, int.MaxValue)] long", "1", "2147483648:must be between 1 and 2147483647")]
    [InlineData("[Range(0.5, 1.5)] double", "0.5 1", "1.51:must be between 0.5 and 1.5")]
    [InlineData("[Range(0, 1, MinimumIsExclusive = true)] double", "0.1 1", "0:must be more than 0 and at most 1")]
    [InlineData("[Range(typeof(decimal), \"0.1\", \"9.9\")] decimal", "0.1", "10:must be between 0.1 and 9.9")]
    [InlineData("[Range(typeof(DateOnly), \"2026-01-01\", \"2026-12-31\")] DateOnly", "\"2026-06-01\"", "\"2027-01-01\":must be between 2026-01-01 and 2026-12-31")]
    [InlineData("[Range(typeof(TimeSpan), \"00:00:01\", \"01:00:00\")] TimeSpan", "\"00:30:00\"", "\"02:00:00\":must be between 00:00:01 and 01:00:00")]
    [InlineData("[Range(0, 10, MinimumIsExclusive = true)] uint", "1 10", "0:must be more than 0 and at most 10")]
    [InlineData("[Range(-1, 255, MinimumIsExclusive = true, MaximumIsExclusive = true)] byte", "0 254", "255:must be less than 255")]
    [InlineData("[Range(0, double.PositiveInfinity)] double", "0 5", "-1:must be at least 0")]
    [InlineData("[Range(double.NegativeInfinity, 5)] int", "-9 5", "6:must be at most 5")]
    [InlineData("[Range(0, 1e30, MaximumIsExclusive = true)] decimal", "0 5", "-1:must be at least 0")]
    [InlineData("[Range(typeof(long), \"0\", \"9223372036854775806\")] long", "9223372036854775806", "9223372036854775807:must be between 0 and 9223372036854775806")]
    [InlineData("[Range(1, 5)] int?", "null 3", "9:must be between 1 and 5")]
    [InlineData("[Range(1.5, 5)] int", "2", "1:must be between 1.5 and 5")]
    [InlineData("[StringLength(3, MinimumLength = 2)] string", "\"ab\"", "\"a\":must have 2 to 3 characters")]
    [InlineData("[MinLength(2)] string", "\"ab\"", "\"a\":must have at least 2 characters")]
    [InlineData("[MaxLength(2)] string?", "null \"ab\"", "\"abc\":must have at most 2 characters")]
    [InlineData("[Length(2, 2)] int[]", "[1,2]", "[1]:must have exactly 2 elements")]
    [InlineData("[MinLength(1), MaxLength(2)] List<int>", "[1]", "[]:must have 1 to 2 elements")]
    [InlineData("[MinLength(1)] IEnumerable<int>", "[1]", "[]:must have at least 1 element")]
    [InlineData("[MinLength(1)] Dictionary<string, int>", "{\"a\":1}", "{}:must have at least 1 element")]
    [InlineData("[MaxLength(2)] byte[]", "\"AQI=\"", "\"AQID\":must have at most 2 elements")]
    [InlineData("[RegularExpression(\"[a-z]+|ab1\")] string", "\"abc\" \"ab1\"", "\"ab2\":must match [a-z]+|ab1")]
    [InlineData("[RegularExpression(\"a+\")] string", "\"aa\"", "\"aa\\n\":must match a+")]
    [InlineData("[EmailAddress] string", "\"a@b\"", "\"a@@b\":must be an e-mail address")]
    [InlineData("[Url] string", "\"HTTPS://x\"", "\"x\":must be an http, https or ftp URL")]
    [InlineData("[AllowedValues(1, 2)] int", "1 2", "3:must be one of 1, 2")]
    [InlineData("[AllowedValues(1, 2, 1)] byte", "1 2", "3:must be one of 1, 2")]
    [InlineData("[AllowedValues(\"a\", \"b\")] string?", "\"a\" null", "\"c\":must be one of a, b")]
    [InlineData("[AllowedValues(DayOfWeek.Friday)] DayOfWeek", "\"Friday\"", "\"Monday\":must be one of Friday")]
    [InlineData("[DeniedValues(\"root\")] string", "\"me\"", "\"root\":must not be one of root")]
    [InlineData("[Required] string", "\"a\"", "\"  \":must not be empty")]
    [InlineData("[Required] int?", "1", "null:is required")]
    [InlineData("[Required(AllowEmptyStrings = true)] string", "\"\"", "null:expected a string, not null")]
    public void Each_attribute_is_held_and_validator_and_schema_agree(string declaration, string valid, string invalid)
    {
        var generated = Harness.Run($$"""
            namespace MyApp;
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One({{declaration}} it) => Task.CompletedTask;
            }
            """);
        var schema = new SchemaCheck(generated.Schema());
        foreach (var value in valid.Split(' '))
        {
            var document = $"{{\"it\":{value}}}";
            Assert.Equal(document, generated.Canonicalize(document));
            Assert.True(schema.Accepts(document), $"the schema refuses {document}: {generated.Schema()}");
        }

        var colon = invalid.LastIndexOf(":must", StringComparison.Ordinal) is > 0 and var must ? must : invalid.LastIndexOf(':');
        var wrong = $"{{\"it\":{invalid[..colon]}}}";
        Assert.Equal("params.it: " + invalid[(colon + 1)..], generated.Canonicalize(wrong));
        if (!NoKeywordSaysIt(declaration))
            Assert.False(schema.Accepts(wrong), $"the schema accepts {wrong}: {generated.Schema()}");
    }

    [Fact]
    public void A_value_made_in_CSharp_is_held_to_the_same_rules()
    {
        var generated = Harness.Run("""
            using System.Collections.Immutable;
            using System.Text.Json;
            namespace MyApp;
            public sealed record Section([property: StringLength(3)] string Title);
            public static class Tasks
            {
                [RegisterTask("one")]
                public static Task One([Range(1, 5)] int number, double real, float single, string text, DayOfWeek day, List<Section> sections, Dictionary<string, double> map,
                    JsonElement json, ImmutableArray<int> array, Section? none, [Length(1, 2)] string[] words) => Task.CompletedTask;

                public static object Bad() => new OneParameters
                {
                    Number = 9, Real = double.NaN, Single = float.PositiveInfinity, Text = null!, Day = (DayOfWeek)9, Sections = [new("abcd"), null!, new(null!)],
                    Map = new() { ["k"] = double.NegativeInfinity }, Json = default, Array = default, None = null, Words = [null!, "a", "b"],
                };

                public static object Null() => new OneParameters
                {
                    Number = 1, Real = 1, Single = 1, Text = "", Day = 0, Sections = null!, Map = null!, Json = JsonDocument.Parse("null").RootElement, Array = [], Words = ["a"],
                };
            }
            """);
        Assert.Equal(
            """
            params.number: must be between 1 and 5
            params.real: must be finite
            params.single: must be finite
            params.text: must not be null
            params.day: must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday
            params.sections[0].title: must have at most 3 characters
            params.sections[1]: must not be null
            params.sections[2].title: must not be null
            params.map.k: must be finite
            params.json: must be a JSON value
            params.array: must not be null
            params.words[0]: must not be null
            """,
            generated.Validate("MyApp.Tasks", "Bad"));
        Assert.Equal("params.sections: must not be null\nparams.map: must not be null", generated.Validate("MyApp.Tasks", "Null"));
    }

    [Theory]
    [InlineData("Parse(62)", "")]
    [InlineData("Parse(63)", "params.it.body: lies deeper than the 64 levels that a document may have")]
    [InlineData("JsonDocument.Parse(\"\\\"\\\\ud83d\\\"\").RootElement", "params.it.body: is not valid JSON: a string holds half of a letter")]
    [InlineData("JsonDocument.Parse(\"[1,/* two */{\\\"a\\\":2,},]\", new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }).RootElement", "")]
    public void Json_made_in_CSharp_is_held_to_what_a_document_can_hold(string body, string problems)
    {
        var generated = Harness.Run($$"""
            using System.Text.Json;
            namespace MyApp;
            public sealed record Mail(JsonElement? Body);
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One(Mail it) => Task.CompletedTask;

                public static object Made() => new OneParameters { It = new({{body}}) };

                private static JsonElement Parse(int levels) => JsonDocument.Parse(new string('[', levels) + new string(']', levels), new() { MaxDepth = 100 }).RootElement;
            }
            """);
        Assert.Equal(problems, generated.Validate("MyApp.Tasks", "Made"));
    }

    [Theory]
    [InlineData("\"\\ud83d\"")]
    [InlineData("[{\"a\\udc00\":1}]")]
    public void Json_with_half_of_a_letter_is_a_problem_of_the_document(string json)
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One(System.Text.Json.JsonElement it) => Task.CompletedTask;
            }
            """);
        Assert.Equal("params.it: is not valid JSON: a string holds half of a letter", generated.Canonicalize($$"""{"it":{{json}}}"""));
    }

    [Fact]
    public void A_pattern_that_takes_too_long_is_a_problem_and_not_a_hang()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One([RegularExpression("(a+)+$")] string it) => Task.CompletedTask;
            }
            """);
        Assert.StartsWith("params.it: takes too long", generated.Canonicalize($"{{\"it\":\"{new string('a', 40)}!\"}}"), StringComparison.Ordinal);
    }

    private static bool NoKeywordSaysIt(string declaration) =>
        declaration.Contains("typeof(", StringComparison.Ordinal) && !declaration.Contains("decimal", StringComparison.Ordinal)
        || declaration.Contains("EmailAddress", StringComparison.Ordinal) || declaration.Contains("Url", StringComparison.Ordinal) || declaration.EndsWith("byte[]", StringComparison.Ordinal)
        // ECMAScript's $ and .NET's differ before a last line feed, and the checker here is .NET's.
        || declaration.Contains("\"a+\"", StringComparison.Ordinal);
}
