namespace Jobbers.Generators.Tests;

/// <summary>C# that compiles without us compiles with us: the harness takes a warning in generated code for a failure.</summary>
public sealed class LegalInputTests
{
    [Theory]
    [InlineData("public sealed class It { public int X { get; set; } public string Y { private get; set; } = \"\"; public string Z() => Y; }")]
    [InlineData("public class Base { public int Y { get; set; } } public sealed class It : Base { public int X { get; set; } public new int Y { private get; set; } public int Z() => Y; }")]
    [InlineData("public sealed class It { public int X { get; set; } [Obsolete(\"gone\", true)] public int Y { get; set; } }")]
    [InlineData("public sealed class It { public int X { get; set; } public int Y { [Obsolete(\"gone\", true)] get; set; } }")]
    [InlineData("public sealed class It { [Obsolete(\"gone\", true)] public It(int y) => X = y; public It() { } public int X { get; set; } }")]
    [InlineData("public sealed class It(int x) { public required int X { get; init; } = x; }")]
    [InlineData("[method: System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public sealed record It(int X) { public required int X { get; init; } = X; public required int Y = 3; }")]
    public void Members_that_no_code_can_use_are_none(string type)
    {
        var generated = Harness.Run(Task(type));
        Assert.Equal("""{"it":{"x":4}}""", generated.Canonicalize("""{"it":{"x":4}}"""));
    }

    [Theory]
    [InlineData("public sealed class It { public int X { get; set; } public required int Y; }")]
    [InlineData("public class Base { public required int Y; } public sealed class It : Base { public int X { get; set; } }")]
    [InlineData("public sealed class It { public int X { get; set; } [System.Text.Json.Serialization.JsonIgnore] public required int Y { get; set; } }")]
    [InlineData("public sealed class It { public int X { get; set; } public required int Y { private get; set; } public int Z() => Y; }")]
    public void A_required_member_that_JSON_cannot_set_is_refused(string type) => Assert.Empty(Harness.Run(Task(type)).Files);

    [Fact]
    public void A_required_property_of_a_compiled_assembly_is_set_beside_its_constructor()
    {
        var library = Harness.Compile("namespace L; public sealed class Two(int x) { public required int X { get; init; } = x; }", new Setting { Assembly = "L" });
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var generated = Harness.Run(
            "public static class Tasks { [RegisterTask(\"one\")] public static Task One(L.Two[] it) => Task.CompletedTask; }",
            new Setting { References = [Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray())] });
        Assert.Contains("new global::L.Two(valueX) { X = valueX }", generated.File("Tasks.One.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_of_an_enum_that_no_code_can_use_has_no_name()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public enum Kind { [Obsolete("gone", true)] Old, New = 0, [Obsolete("gone", true)] Gone, Other }
            public static class Tasks { [RegisterTask("one")] public static Task<Kind> One(Kind it) => Task.FromResult(it); }
            """);
        Assert.Equal("\"New\"", await generated.InvokeAsync("""{"it":"New"}"""));
        Assert.Equal("params.it: must be one of New, Other", generated.Canonicalize("""{"it":"Gone"}"""));
    }

    [Theory]
    [InlineData("public static class Tasks { [Obsolete(\"x\", true)] [RegisterTask(\"one\")] public static Task One(int x) => Task.CompletedTask; }")]
    [InlineData("[Obsolete(\"x\", true)] public static class Tasks { [RegisterTask(\"one\")] public static Task One(int x) => Task.CompletedTask; }")]
    [InlineData("public class Tasks { [Obsolete(\"x\", true)] public Tasks() { } [RegisterTask(\"one\")] public Task One(int x) => Task.CompletedTask; }")]
    public void A_task_that_no_code_can_use_is_refused(string source) => Assert.Empty(Harness.Run(source).Files);

    [Fact]
    public async Task What_is_experimental_may_be_used_where_the_user_does()
    {
        var generated = Harness.Run("""
            using System.Diagnostics.CodeAnalysis;
            #pragma warning disable EXP01, EXP02, EXP03, EXP04, EXP05, EXP06, EXP07
            namespace MyApp;
            [Experimental("EXP01")] public sealed record Section(string Title);
            [Experimental("EXP07")] public static class Outer { public sealed record Inner(int X); }
            public sealed record Page<T>(T It) { [Experimental("EXP02")] public int Number { get; init; } }
            public enum Kind { Plain, [Experimental("EXP03")] New }
            [Experimental("EXP04")] public class Gone : Exception;
            [Experimental("EXP05")] public interface IClock;
            [Experimental("EXP06")] public class Tasks([FromKeyedServices("a")] IClock? clock)
            {
                [RegisterTask("one", ExpectedExceptions = [typeof(Gone)])] public Task<Kind> One(Page<Section[]> page, Outer.Inner inner, Kind kind) => Task.FromResult(clock is null ? kind : default);
            }
            """.Replace("[FromKeyedServices(\"a\")] ", "", StringComparison.Ordinal));
        Assert.Equal("\"New\"", await generated.InvokeAsync("""{"page":{"it":[{"title":"t"}],"number":1},"inner":{"x":1},"kind":"New"}"""));
        Assert.Contains("CS3008, EXP01, EXP02, EXP03, EXP04, EXP05, EXP06, EXP07\n", generated.File("MyApp.Tasks.One.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_whose_properties_would_have_one_name_get_two()
    {
        var generated = Harness.Run("""
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One(int equals, int equalsValue, int toStringValue, int toString, int aB, int AB) => Task.CompletedTask;
                public static object Use() => new OneParameters { EqualsValueValue = 1, EqualsValue = 2, ToStringValue = 3, ToStringValueValue = 4, AB = 5, ABValue = 6 };
            }
            """);
        const string document = """{"equals":1,"equals_value":2,"to_string_value":3,"to_string":4,"a_b":5,"ab":6}""";
        Assert.Equal(document, generated.Canonicalize(document));
    }

    [Theory]
    [InlineData("NullableKind it, KindType? other", "NullableKindOwn own")]
    [InlineData("OwnNullableKind it, NullableKind? other", "NullableKind own")]
    [InlineData("NullableOneParameters it, OneParameters_? other", "int own")]
    public void Types_may_be_called_like_the_nullable_ones(string parameters, string own)
    {
        var generated = Harness.Run($$"""
            public enum NullableKind { A }
            public enum KindType { B }
            public enum OwnNullableKind { A }
            public enum NullableKindOwn { A }
            public enum NullableOneParameters { A }
            public enum OneParameters_ { B }
            public static class Tasks { [RegisterTask("one")] public static Task One({{parameters}}, {{own}}) => Task.CompletedTask; }
            """);
        var (other, third) = (own.StartsWith("int", StringComparison.Ordinal) || parameters.Contains("KindType", StringComparison.Ordinal) ? "B" : "A", own.StartsWith("int", StringComparison.Ordinal) ? "1" : "\"A\"");
        var document = $$"""{"it":"A","other":"{{other}}","own":{{third}}}""";
        Assert.Equal(document, generated.Canonicalize(document));
        Assert.Equal(document.Replace("\"" + other + "\",\"own", "null,\"own", StringComparison.Ordinal).Replace("\"other\":\"" + other + "\"", "\"other\":null", StringComparison.Ordinal),
            generated.Canonicalize(document.Replace("\"other\":\"" + other + "\"", "\"other\":null", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_property_may_hold_more_nulls_than_its_constructor_takes()
    {
        var generated = Harness.Run("""
            using System.Collections.Immutable;
            namespace MyApp;
            public sealed class It(string name, [MinLength(1)] List<string> items, ImmutableArray<string> array, string? loose, int[]? numbers)
            {
                public string? Name { get; set; } = name;
                public List<string?>? Items { get; } = [.. items];
                public ImmutableArray<string?> Array { get; } = [.. array];
                public string Loose { get; } = loose ?? "";
                public int[] Numbers { get; } = numbers ?? [];
            }
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One(It it) => Task.CompletedTask;
                public static object Bad() => new OneParameters { It = new It("n", [], [], null, null) { Name = null } };
            }
            """);
        const string document = """{"it":{"name":"n","items":["a"],"array":["b"],"loose":"","numbers":[1]}}""";
        Assert.Equal(document, generated.Canonicalize(document));
        Assert.Equal("params.it.name: expected a string, not null", generated.Canonicalize(document.Replace("\"n\"", "null", StringComparison.Ordinal)));
        Assert.Equal("params.it.name: must not be null\nparams.it.items: must have at least 1 element", generated.Validate("MyApp.Tasks", "Bad"));
    }

    [Fact]
    public void A_comment_may_name_any_letter()
    {
        var generated = Harness.Run("""
            public static class Tasks
            {
                /// <summary>Sends&#x2028;one&#x2029;or&#x85;two.</summary>
                /// <param name="to">To&#x2028;whom.</param>
                [RegisterTask("one")] public static Task One(string to) => Task.CompletedTask;
            }
            """);
        Assert.Contains("/// <summary>Sends one or two.</summary>", generated.File("Tasks.One.g.cs"), StringComparison.Ordinal);
        Assert.Equal("Sends\u2028one\u2029or\u0085two.", generated.Task().Description);
    }

    [Fact]
    public void Paragraphs_and_items_of_a_comment_stay_apart()
    {
        var generated = Harness.Run("""
            public static class Tasks
            {
                /// <summary>Sends <c>one</c>.<para>Then:</para><list type="bullet"><item>two</item><item>three</item></list></summary>
                [RegisterTask("one")] public static Task One(string to) => Task.CompletedTask;
                [RegisterTask("two")] public static Task Two() => Task.CompletedTask;
            }
            """);
        Assert.Equal("Sends one. Then: two three", generated.Task("one").Description);
        Assert.Contains("/// <summary>To run at a time: Sends one. Then: two three</summary>", generated.File("Tasks.One.g.cs"), StringComparison.Ordinal);
        Assert.Contains("/// <summary>Submits one two, to run at a time.</summary>", generated.File("Tasks.Two.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[AllowedValues(1, 300)] byte")]
    [InlineData("[DeniedValues(-1)] uint")]
    [InlineData("[AllowedValues(1L << 40)] int?")]
    [InlineData("[Range(300, 400)] byte")]
    [InlineData("[Range(double.NaN, 1)] double")]
    [InlineData("[Range(double.PositiveInfinity, double.PositiveInfinity)] double")]
    public void A_rule_that_no_value_can_keep_is_refused(string declaration) => Assert.Empty(Harness.Run(
        $"public static class Tasks {{ [RegisterTask(\"one\")] public static Task One({declaration} it) => Task.CompletedTask; }}").Files);

    [Theory]
    [InlineData("char it = '\\ud800'")]
    [InlineData("char? it = '\\udc00'")]
    [InlineData("string it = \"a\\udc00b\"")]
    [InlineData("string? it = \"\\ud83d\"")]
    [InlineData("string it = \"\\ude00\\ud83d\"")]
    public void A_default_with_half_a_letter_is_refused(string declaration) => Assert.Empty(Harness.Run(
        $"public static class Tasks {{ [RegisterTask(\"one\")] public static Task One({declaration}) => Task.CompletedTask; }}").Files);

    [Fact]
    public void A_default_with_both_halves_of_a_letter_is_kept() => Assert.Equal("""{"it":"\uD83D\uDE00"}""", Harness.Run(
        "public static class Tasks { [RegisterTask(\"one\")] public static Task One(string it = \"\\ud83d\\ude00\") => Task.CompletedTask; }").Canonicalize("{}"));

    private static string Task(string type) => $$"""
        namespace MyApp;
        {{type}}
        public static class Tasks { [RegisterTask("one")] public static Task One(It it) => Task.CompletedTask; }
        """;
}
