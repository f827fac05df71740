using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Tests;

/// <summary>What a document leaves out is held to the same rules as what it says: a worker reads it from the canonical form.</summary>
public sealed class AbsenceTests
{
    [Theory]
    [InlineData("public string Subject { get; set; } = null!;", "params.it.subject: is required")]
    [InlineData("public string Subject { get; set; } = default!;", "params.it.subject: is required")]
    [InlineData("public List<int> Numbers { get; init; } = (default(List<int>)!);", "params.it.numbers: is required")]
    [InlineData("public System.Text.Json.JsonElement Body { get; init; } = default;", "params.it.body: is required")]
    [InlineData("public string Subject { get; set; } = Nothing(); private static string Nothing() => null!;", "params.it.subject: must not be null")]
    [InlineData("[MinLength(1)] public List<string> To { get; init; } = [];", "params.it.to: must have at least 1 element")]
    [InlineData("public DayOfWeek Day { get; init; } = (DayOfWeek)9;", "params.it.day: must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("public string? Subject { get; set; } = null;", """{"it":{"subject":null}}""")]
    [InlineData("public int Count { get; set; } = default;", """{"it":{"count":0}}""")]
    public void A_property_that_is_left_out_has_a_valid_value_or_is_refused(string property, string answer)
    {
        var generated = Harness.Run($$"""
            namespace MyApp;
            public sealed class Mail { {{property}} }
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One(Mail it) => Task.CompletedTask;
            }
            """);
        Assert.Equal(answer, generated.Canonicalize("""{"it":{}}"""));
    }

    [Theory]
    [InlineData("[Range(1, 100)] int it = 0", "params.it: must be between 1 and 100")]
    [InlineData("System.Collections.Immutable.ImmutableArray<int> it = default", "params.it: is required")]
    [InlineData("System.Text.Json.JsonElement it = default", "params.it: is required")]
    [InlineData("string it = null!", "params.it: is required")]
    [InlineData("Point it = default", "params.it.name: must not be null")]
    [InlineData("Marked it", "params.it: is required")]
    [InlineData("System.Text.Json.JsonElement? it = default", """{"it":null}""")]
    [InlineData("Guid it = default", """{"it":"00000000-0000-0000-0000-000000000000"}""")]
    public void A_parameter_that_is_left_out_has_a_valid_value_or_is_refused(string parameter, string answer)
    {
        var generated = Harness.Run($$"""
            namespace MyApp;
            public record struct Point(string Name);
            public sealed record Marked(System.Text.Json.JsonElement Body = default);
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One({{parameter}}) => Task.CompletedTask;
            }
            """);
        Assert.Equal(answer, generated.Canonicalize("{}"));
        if (parameter.StartsWith("Marked", StringComparison.Ordinal))
            Assert.Equal("params.it.body: is required", generated.Canonicalize("""{"it":{}}"""));
    }

    [Fact]
    public async Task Where_nullable_is_off_a_default_of_null_allows_null()
    {
        var generated = Harness.Run(
            "public static class Tasks { [RegisterTask(\"one\")] public static Task<int> One(string it = null) => Task.FromResult(it == null ? 1 : 2); }",
            new Setting { Nullable = NullableContextOptions.Disable });
        Assert.Equal("""{"it":null}""", generated.Canonicalize("{}"));
        Assert.Equal("1", await generated.InvokeAsync("""{"it":null}"""));
    }

    /// <summary>An editor hands over a project's source, a build its image.</summary>
    [Fact]
    public void A_type_of_another_project_has_one_contract_however_the_project_is_seen()
    {
        var library = Harness.Compile("""
            namespace Library;
            /// <summary>A letter.</summary>
            /// <param name="To">To whom.</param>
            public record Letter(string To)
            {
                /// <summary>How fast.</summary>
                public string Mode { get; init; } = "fast";
                public int Computed => 3;
                public string Stamp { get; } = "s";
                public string Seal { get; private set; } = "s";
            }
            """, new Setting { Assembly = "Library" });
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var seen = new[] { MetadataReference.CreateFromImage(image.ToArray()), (MetadataReference)library.ToMetadataReference() }.Select(reference => Harness.Run("""
            namespace MyApp;
            public record Express(string From) : Library.Letter("x") { public int Speed { get; init; } = 3; }
            public static class Tasks
            {
                [RegisterTask("one")] public static Task One(Library.Letter it, Express other) => Task.CompletedTask;
            }
            """, new Setting { References = [reference] }).File("MyApp.Tasks.One.g.cs")).ToList();
        Assert.Equal(seen[0], seen[1]);
        Assert.Contains(""""mode":{"type":"string","required":true}"""", seen[0], StringComparison.Ordinal);
        Assert.Contains(""""speed":{"type":"int32"}"""", seen[0], StringComparison.Ordinal);
    }
}
