namespace Jobbers.Generators.Tests;

public sealed class ObjectTests
{
    [Fact]
    public void Wire_names_are_snake_case_and_JsonPropertyName_wins()
    {
        var generated = Harness.Run("""
            using System.Text.Json.Serialization;
            namespace MyApp;
            public sealed class Options
            {
                public required string HTMLReport { get; init; }
                [JsonPropertyName("x-y\"z")] public int Other { get; set; }
                [JsonIgnore] public System.IO.Stream? Body { get; set; }
                public int Computed => 3;
                public static int Shared { get; set; }
                private int Hidden { get; set; }
            }
            public static class Tasks
            {
                [RegisterTask("a")] public static Task A(Options options, int reportId, int iPhone2Model, int _under) => Task.CompletedTask;
            }
            """);
        const string document = """{"options":{"html_report":"h","x-y\u0022z":1},"report_id":1,"i_phone2_model":2,"under":3}""";
        Assert.Equal(document, generated.Canonicalize(document));
    }

    [Fact]
    public void What_absence_means_is_what_the_type_says()
    {
        var generated = Harness.Run("""
            using System.Text.Json.Serialization;
            namespace MyApp;
            public record Base(int Id, string Name = "n");
            public sealed record Derived(int Id) : Base(Id)
            {
                public string Mode { get; init; } = "fast";
                public List<int> Items { get; set; } = [7];
                public int? Maybe { get; init; }
                public required string Must { get; set; }
                public int Plain { get; set; }
                [JsonRequired] public int? Forced { get; set; }
            }
            public static class Tasks
            {
                [RegisterTask("a")] public static Task A(Derived it, DayOfWeek day = DayOfWeek.Friday, decimal price = 1.50m, string text = "a\"\\\n\u2028", char c = '\'', long big = long.MinValue, Guid id = default, double d = 1e20, string? none = null) => Task.CompletedTask;
            }
            """);
        Assert.Equal(
            """{"it":{"id":1,"name":"n","mode":"fast","items":[7],"maybe":null,"must":"m","plain":2,"forced":null},"day":"Friday","price":1.50,"text":"a\u0022\\\n\u2028","c":"\u0027","big":-9223372036854775808,"id":"00000000-0000-0000-0000-000000000000","d":1E\u002B20,"none":null}"""
                .Replace("\\u002B", "+", StringComparison.Ordinal),
            generated.Canonicalize("""{"it":{"id":1,"name":"n","must":"m","plain":2,"forced":null}}"""));
        Assert.Equal("params.it.must: is required\nparams.it.plain: is required\nparams.it.forced: is required".Split('\n').Order(),
            generated.Canonicalize("""{"it":{"id":1,"name":"n"}}""").Split('\n').Order());
        Assert.Contains("\"mode\":\"slow\"", generated.Canonicalize("""{"it":{"id":1,"name":"n","must":"m","plain":2,"forced":null,"mode":"slow"}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Constructors_generics_structs_and_nesting()
    {
        var generated = Harness.Run("""
            using System.Text.Json.Serialization;
            namespace MyApp;
            public sealed class Two
            {
                public Two() => Name = "";
                [JsonConstructor] public Two(int number, string name = "dflt") { Number = number; Name = name; }
                public int Number { get; }
                public string Name { get; }
            }
            public readonly record struct Pair<T>(T Left, T Right);
            public class Outer { public sealed record Inner(int X); }
            public sealed record Empty;
            public static class Tasks
            {
                [RegisterTask("a")] public static Task A(Two two, Pair<int> ints, Pair<string?> texts, Outer.Inner inner, Empty empty, Pair<Pair<int>>[] deep) => Task.CompletedTask;
            }
            """);
        const string document = """{"two":{"number":1,"name":"dflt"},"ints":{"left":1,"right":2},"texts":{"left":null,"right":"r"},"inner":{"x":1},"empty":{},"deep":[{"left":{"left":1,"right":2},"right":{"left":3,"right":4}}]}""";
        Assert.Equal(document, generated.Canonicalize(document.Replace(",\"name\":\"dflt\"", "", StringComparison.Ordinal)));
        Assert.Equal(
            "params.deep[0].right.left: expected an integer",
            generated.Canonicalize(document.Replace("\"left\":3", "\"left\":null", StringComparison.Ordinal)).Replace(", not null", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_TaskParameters_type_is_the_whole_payload()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            [TaskParameters] public sealed record Letter([property: EmailAddress] string To, [property: Sensitive] string Code);
            public static class Tasks
            {
                [RegisterTask("a", UniqueBy = [nameof(Letter.To)])]
                public static Task<string> Send(Letter letter, CancellationToken token) => Task.FromResult(letter.To);
                public static ValueTask<Jobbers.Submission.TaskHandle<string>> Use(Jobbers.Submission.JobbersClient client) => client.EnqueueSend(new Letter("a@b", "c"));
            }
            """);
        Assert.Equal("params.to: must be an e-mail address", generated.Canonicalize("""{"to":"x","code":"c"}"""));
        Assert.Equal("""a:["a@b"]""", generated.UniqueKey("""{"to":"a@b","code":"c"}"""));
        Assert.Equal(["params.code"], generated.Task().SensitivePaths);
    }

    [Fact]
    public void A_TaskParameters_type_may_have_the_name_that_no_record_needs()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            [TaskParameters] public sealed record RenderParameters(int Id);
            public static class Tasks
            {
                [RegisterTask("a")] public static Task Render(RenderParameters parameters) => Task.CompletedTask;
                public static object Use(Jobbers.Submission.JobbersClient client) => client.EnqueueRender(new RenderParameters(1));
            }
            """);
        Assert.Equal("""{"id":1}""", generated.Canonicalize("""{"id":1}"""));
    }

    [Fact]
    public void Sensitive_values_are_found_wherever_they_stand()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public sealed record Card([Sensitive, StringLength(20)] string Number, string Owner);
            public static class Tasks
            {
                [RegisterTask("a")] public static Task<Card> A([Sensitive] string key, Card card, Card[] cards, Dictionary<string, List<Card?>>? map) => Task.FromResult(card);
            }
            """.Replace("[Sensitive, StringLength(20)] string", "[property: Sensitive, StringLength(20)] string", StringComparison.Ordinal));
        Assert.Equal(["params.key", "params.card.number", "params.cards[*].number", "params.map.*[*].number", "result.number"], generated.Task().SensitivePaths);
    }
}
