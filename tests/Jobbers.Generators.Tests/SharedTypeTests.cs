using Jobbers.Generators.Model;

namespace Jobbers.Generators.Tests;

/// <summary>Types that many members share: each is read once, and the ways down to it, which a schema states one by one, are bounded.</summary>
public sealed class SharedTypeTests
{
    [Fact]
    public void A_type_is_read_once_however_many_ways_lead_to_it()
    {
        const int levels = 10;
        var result = Harness.Generate(Harness.Compile(Doubling(levels), new Setting()), out _);
        var task = Assert.IsType<TaskModel>(Assert.Single(Assert.Single(result.TrackedSteps["Tasks"]).Outputs).Value);

        var read = new HashSet<ObjectShape>(ReferenceEqualityComparer.Instance);
        Collect(task.Parameters, read);

        // Those of the program and the record that is generated; along the ways there are 1,024.
        Assert.Equal(levels + 2, read.Count);
    }

    [Fact]
    public void Shared_types_are_one_helper_and_keep_their_rules_and_nulls()
    {
        var generated = Harness.Run("""
            public sealed record Leaf([property: Range(1, 9)] int X);
            public sealed record Box<T>(T It);
            public sealed record Both(Leaf A, Leaf? B, List<Leaf?> C, Box<string> D, Box<string?> E, Box<string>? F);
            public static class Tasks { [RegisterTask("one")] public static Task One(Both it, Leaf? other, Box<string?> d) => Task.CompletedTask; }
            """);
        const string document = """{"it":{"a":{"x":1},"b":null,"c":[{"x":2},null],"d":{"it":"d"},"e":{"it":null},"f":null},"other":{"x":3},"d":{"it":null}}""";
        Assert.Equal(document, generated.Canonicalize(document));
        Assert.Equal(
            "params.it.c[0].x: must be between 1 and 9\nparams.it.d.it: expected a string, not null\nparams.other.x: must be between 1 and 9",
            generated.Canonicalize(document.Replace("\"x\":2", "\"x\":0", StringComparison.Ordinal).Replace("\"x\":3", "\"x\":10", StringComparison.Ordinal)
                .Replace("{\"it\":\"d\"}", "{\"it\":null}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(60)]
    public void More_ways_than_a_schema_can_state_are_refused(int levels) => Assert.Empty(Harness.Run(Doubling(levels)).Files);

    [Fact]
    public void A_type_that_was_read_is_too_deep_where_it_lies_deeper()
    {
        var chain = string.Join("\n", Enumerable.Range(0, 64).Select(n => $"public sealed record L{n + 1}(L{n} Next);"));
        string Source(string parameters) =>
            $"public sealed record L0(int X);\n{chain}\npublic static class Tasks {{ [RegisterTask(\"one\")] public static Task One({parameters}) => Task.CompletedTask; }}";

        Assert.NotEmpty(Harness.Run(Source("L40 a, L63 b")).Files);
        Assert.Empty(Harness.Run(Source("L40 a, L64 b")).Files);
    }

    private static string Doubling(int levels) =>
        "public sealed record L0(int X);\n"
        + string.Join("\n", Enumerable.Range(0, levels).Select(n => $"public sealed record L{n + 1}(L{n} Left, L{n} Right);"))
        + $"\npublic static class Tasks {{ [RegisterTask(\"one\")] public static Task One(L{levels} it) => Task.CompletedTask; }}";

    private static void Collect(PayloadType type, HashSet<ObjectShape> read)
    {
        if (type.Shape is { } shape && read.Add(shape))
        {
            foreach (var member in shape.Members)
                Collect(member.Type, read);
        }
    }
}
