namespace Jobbers.Generators.Tests;

public sealed class PayloadTypeTests
{
    private const string Everything = """
        using System.Collections.Immutable;
        using System.Text.Json;
        namespace MyApp;

        public enum Colour { Red, @class, Blue }
        public sealed record Section(string Title, int Pages = 3) { public string? Note { get; init; } }
        public struct Point { public int X { get; init; } public int Y { get; init; } }

        public static class Tasks
        {
            [RegisterTask("all")]
            public static Task All(
                bool flag, sbyte i8, byte u8, short i16, ushort u16, int i32, uint u32, long i64, ulong u64, float f32, double f64, decimal dec,
                char letter, string text, Guid guid, Ulid ulid, DateTime at, DateTimeOffset when, DateOnly day, TimeOnly time, TimeSpan span,
                Uri uri, byte[] bytes, Colour colour, int? maybe, string? maybeText, Colour? maybeColour, byte[]? maybeBytes,
                int[] array, List<string> list, IReadOnlyList<int?> readOnlyList, IList<string?> ilist, IEnumerable<Section> sections,
                ICollection<Guid> collection, IReadOnlyCollection<bool> readOnlyCollection, HashSet<int> set, ISet<string> iset,
                ImmutableArray<double> immutable, Dictionary<string, int> map, IDictionary<string, Section?> imap,
                IReadOnlyDictionary<string, List<int[]>> nested, JsonElement json, JsonElement? maybeJson, Section section, Point point, Point? maybePoint,
                Section[]? maybeSections)
                => Task.CompletedTask;
        }
        """;

    private const string Document = """
        {"flag":true,"i8":-128,"u8":255,"i16":-32768,"u16":65535,"i32":-2147483648,"u32":4294967295,"i64":-9223372036854775808,
        "u64":18446744073709551615,"f32":1.5,"f64":-2.25,"dec":79228162514264337593543950335,"letter":"x","text":"hi","guid":"0f8fad5b-d9cb-469f-a165-70867728950e",
        "ulid":"01ARZ3NDEKTSV4RRFFQ69G5FAV","at":"2026-01-31T12:30:00Z","when":"2026-01-31T12:30:00+02:00","day":"2026-01-31","time":"12:30:00","span":"1.02:30:00",
        "uri":"https://x.y/z","bytes":"AQID","colour":"class","maybe":null,"maybe_text":null,"maybe_colour":"Blue","maybe_bytes":null,
        "array":[1,2],"list":["a"],"read_only_list":[1,null],"ilist":[null,"b"],"sections":[{"title":"t","pages":3,"note":null}],
        "collection":[],"read_only_collection":[true,false],"set":[1,2],"iset":["a"],
        "immutable":[0.5],"map":{"a":1},"imap":{"x":null,"y":{"title":"q","pages":1,"note":"n"}},
        "nested":{"k":[[1],[]]},"json":{"any":[1,"x",null]},"maybe_json":null,"section":{"title":"s","pages":3,"note":null},"point":{"x":1,"y":2},"maybe_point":null,
        "maybe_sections":null}
        """;

    [Fact]
    public void Every_type_of_the_list_comes_back_as_it_was_sent()
    {
        var generated = Harness.Run(Everything);
        Assert.Equal(Document.Replace("\n", "", StringComparison.Ordinal), generated.Canonicalize(Document));
    }

    [Fact]
    public void Optional_ones_may_be_absent_and_required_ones_may_not()
    {
        var problems = Harness.Run(Everything).Canonicalize("{}").Split('\n');
        Assert.Equal(40, problems.Length);
        Assert.All(problems, p => Assert.EndsWith(": is required", p));
        Assert.DoesNotContain(problems, p => p.Contains("maybe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("int", "1.5", "expected an integer")]
    [InlineData("int", "1e3", "expected an integer")]
    [InlineData("int", "\"1\"", "expected an integer")]
    [InlineData("int", "null", "expected an integer, not null")]
    [InlineData("int", "2147483648", "must be between -2147483648 and 2147483647")]
    [InlineData("sbyte", "128", "must be between -128 and 127")]
    [InlineData("ulong", "-1", "must be between 0 and 18446744073709551615")]
    [InlineData("float", "1e400", "must be between -3.4028235E+38 and 3.4028235E+38")]
    [InlineData("double", "1e400", "must be between -1.7976931348623157E+308 and 1.7976931348623157E+308")]
    [InlineData("bool", "1", "expected true or false")]
    [InlineData("string", "null", "expected a string, not null")]
    [InlineData("char", "\"ab\"", "expected one character")]
    [InlineData("Guid", "\"x\"", "expected a GUID")]
    [InlineData("Ulid", "\"x\"", "expected a ULID")]
    [InlineData("Ulid", "\"UUUUUUUUUUUUUUUUUUUUUUUUUU\"", "expected a ULID")]
    [InlineData("DateOnly", "\"31.01.2026\"", "expected a date, as in 2026-01-31")]
    [InlineData("TimeSpan", "\"5\"", "expected a time span, as in 1.02:30:00")]
    [InlineData("byte[]", "\"not base64!\"", "expected base64")]
    [InlineData("byte[]?", "[1,2]", "expected base64")]
    [InlineData("DayOfWeek", "1", "expected one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("DayOfWeek", "\"sunday\"", "must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("List<int>", "{}", "expected an array")]
    [InlineData("Dictionary<string, int>", "[]", "expected an object")]
    public void A_wrong_value_has_a_reason(string type, string json, string reason)
    {
        var generated = Harness.Run(One(type));
        Assert.Equal("params.it: " + reason, generated.Canonicalize($"{{\"it\":{json}}}"));
    }

    [Theory]
    [InlineData("List<string>", """["a",null,3]""", "params.it[1]: expected a string, not null\nparams.it[2]: expected a string")]
    [InlineData("HashSet<int>", "[1,2,1]", "params.it[2]: is given twice")]
    [InlineData("Dictionary<string, int>", """{"a":1,"b":"x","a":2}""", "params.it.b: expected an integer\nparams.it.a: is given twice")]
    [InlineData("Dictionary<string, List<int[]>>", """{"a":[[1],[2,true],null]}""", "params.it.a[1][1]: expected an integer\nparams.it.a[2]: expected an array, not null")]
    public void A_wrong_element_has_a_path(string type, string json, string problems) =>
        Assert.Equal(problems, Harness.Run(One(type)).Canonicalize($"{{\"it\":{json}}}"));

    [Theory]
    [InlineData("null", "params: expected an object, not null")]
    [InlineData("[]", "params: expected an object")]
    [InlineData("", "params: is not valid JSON (line 1, byte 1)")]
    [InlineData("{\"it\":1} {}", "params: is not valid JSON (line 1, byte 10)")]
    [InlineData("{\"it\":1,\"it\":2}", "params.it: is given twice")]
    [InlineData("{\"It\":1}", "params.It: is not a known parameter\nparams.it: is required")]
    [InlineData("{\"i\\u0074\":1}", null)]
    [InlineData("{\"it\":\"\\ud800\"}", "params.it: expected an integer")]
    public void A_wrong_document_is_refused(string json, string? problems) =>
        Assert.Equal(problems ?? """{"it":1}""", Harness.Run(One("int")).Canonicalize(json));

    [Fact]
    public void A_date_without_offset_is_utc_wherever_the_process_runs() =>
        Assert.Equal("""{"it":"2026-01-31T12:30:00+00:00"}""", Harness.Run(One("DateTimeOffset")).Canonicalize("""{"it":"2026-01-31T12:30:00"}"""));

    private static string One(string type) => $$"""
        namespace MyApp;
        public static class Tasks
        {
            [RegisterTask("one")]
            public static Task One({{type}} it) => Task.CompletedTask;
        }
        """;
}
