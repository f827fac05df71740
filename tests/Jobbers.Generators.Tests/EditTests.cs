using Jobbers.Generators.Discovery;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Jobbers.Generators.Tests;

/// <summary>What is remembered from one edit to the next must never show: after every edit the output is that of a first run.</summary>
public sealed class EditTests
{
    private static readonly Dictionary<string, string> Files = new()
    {
        ["Usings.cs"] = "global using System; global using System.ComponentModel.DataAnnotations; global using System.Threading.Tasks; global using Jobbers.Declaration;",
        ["Tasks.cs"] = """
            namespace App;
            public class Mail(IClock clock)
            {
                /// <summary>Sends.</summary>
                [RegisterTask(Names.Send, MaxRetries = 1, ExpectedExceptions = [typeof(Gone)])]
                public Task Send([Range(1, Names.Most)] int count, Address to) => Task.FromResult(clock);

                [RegisterTask(nameof(Other.later))]
                public Task Later(int days = Names.Most) => Task.CompletedTask;
            }
            """,
        ["Other.cs"] = """
            namespace App;
            public static class Names { public const string Send = "send"; public const int Most = Far.Days * 3; }
            public record Address(string Street, string? City = null) : Place;
            public class Gone : Exception;
            public interface IClock;
            public static class Other { public static void later() { var first = 1; Console.WriteLine(first); } }
            """,
        ["Far.cs"] = "namespace App; public static class Far { public const int Days = 3; }",
        ["Bases.cs"] = "namespace App; public abstract record Place { [Range(1, 99)] public int Floor { get; init; } }",
        ["Aside.cs"] = "namespace Aside { public enum Kind { A, B } }",
        ["Part.cs"] = "namespace App; public partial class Half { public partial Task Run(int a); }",
        ["Parts.cs"] = "namespace App; public partial class Half { [RegisterTask(\"half\")] public partial Task Run(int a) => Task.CompletedTask; }",
    };

    public static TheoryData<string, string, string, bool> Edits => new()
    {
        { "Other.cs", "\"send\"", "\"send2\"", true },
        { "Other.cs", "Far.Days * 3", "7", true },
        { "Far.cs", "Days = 3", "Days = 4", true },
        { "Far.cs", "class Far", "class Farther", true },
        { "Bases.cs", "Range(1, 99)", "Range(1, 9)", true },
        { "Bases.cs", "int Floor", "long Floor", true },
        { "Bases.cs", "namespace App;", "namespace App; public class RangeAttribute(int a, int b) : Attribute;", true },
        { "Aside.cs", "A, B", "A, B, C", false },
        { "Aside.cs", "namespace Aside {", "namespace App { public class SendParameters; } namespace Aside {", true },
        { "Far.cs", "class Far", "class LaterTaskClient; public static class Far", true },
        { "Aside.cs", "namespace Aside {", "namespace App.Names { public class Send; } namespace Aside {", true },
        { "Aside.cs", "namespace Aside {", "namespace App { public class Exception; } namespace Aside {", true },
        { "Aside.cs", "namespace Aside {", "[assembly: System.Reflection.AssemblyTitle(\"x\")] namespace Aside {", false },
        { "Aside.cs", "namespace Aside {", "global using Task = System.Threading.Tasks.ValueTask; namespace Aside {", false },
        { "Other.cs", "string Street", "int Street", true },
        { "Other.cs", "string? City", "string City", true },
        { "Other.cs", "class Gone : Exception", "class Gone", true },
        { "Other.cs", "namespace App;", "#nullable disable\nnamespace App;", false },
        { "Other.cs", "interface IClock", "class IClock", false },
        { "Other.cs", "void later()", "void sooner()", false },
        { "Other.cs", "var first = 1", "var second = 2; var first = second", false },
        { "Other.cs", "void later()", "int later(string text) => 1; public static void later()", false },
        { "Other.cs", "public interface IClock;", "public interface IClock; public class Address2;", false },
        { "Tasks.cs", "FromResult(clock)", "FromResult((clock, 1))", false },
        { "Tasks.cs", "int count, ", "int count, int more, ", true },
        { "Tasks.cs", "Sends.", "Sends it.", true },
        { "Tasks.cs", "[RegisterTask(nameof", "[Obsolete(nameof", true },
        { "Tasks.cs", "/// <summary>Sends.", "public record Address(int Shadow); /// <summary>Sends.", true },
        { "Usings.cs", "global using System;", "global using System; global using Address = App.Gone;", false },
        { "Part.cs", "int a", "long a", false },
        { "Parts.cs", "\"half\"", "\"whole\"", true },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void After_an_edit_the_output_is_that_of_a_first_run(string path, string from, string to, bool changes)
    {
        var program = Program(Files);
        var driver = Driver().RunGenerators(program, TestContext.Current.CancellationToken);
        var before = Output(driver);
        Assert.Equal(4, before.Count);

        var text = Files[path].Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Files[path], text);
        var edited = program.ReplaceSyntaxTree(program.SyntaxTrees.Single(t => t.FilePath == path), Parse(path, text));
        var after = Output(driver.RunGenerators(edited, TestContext.Current.CancellationToken));

        var first = Output(Driver().RunGenerators(Program(new(Files) { [path] = text }), TestContext.Current.CancellationToken));
        Assert.Equal(first, after);
        Assert.Equal(changes, !before.SequenceEqual(after));
    }

    [Fact]
    public void After_any_edits_made_and_undone_the_output_is_that_of_a_first_run()
    {
        var random = new Random(20261124);
        var edits = Edits.Select(row => row.Data).ToList();
        var files = new Dictionary<string, string>(Files);
        var program = Program(files);
        GeneratorDriver driver = Driver();
        for (var step = 0; step < 60; step++)
        {
            var (path, from, to, _) = edits[random.Next(edits.Count)];
            var text = files[path].Contains(to, StringComparison.Ordinal) && random.Next(2) == 0
                ? files[path].Replace(to, from, StringComparison.Ordinal)
                : files[path].Replace(from, to, StringComparison.Ordinal);
            files[path] = text.Length > 4000 ? Files[path] : text;
            program = program.ReplaceSyntaxTree(program.SyntaxTrees.Single(t => t.FilePath == path), Parse(path, files[path]));
            driver = driver.RunGenerators(program, TestContext.Current.CancellationToken);

            Assert.Equal(Output(Driver().RunGenerators(Program(files), TestContext.Current.CancellationToken)), Output(driver));
        }
    }

    /// <summary>Reading is what costs: an edit of a type must not cost as much as all tasks of the program.</summary>
    [Theory]
    [InlineData("Far.cs", "Days = 3", "Days = 4", "Tasks.cs")]
    [InlineData("Bases.cs", "int Floor", "long Floor", "Tasks.cs")]
    [InlineData("Part.cs", "int a", "long a", "Parts.cs")]
    [InlineData("Aside.cs", "A, B", "A, B, C", "")]
    public void Only_tasks_that_see_an_edit_are_read_again(string path, string from, string to, string reading)
    {
        var program = Program(Files);
        var driver = Driver().RunGenerators(program, TestContext.Current.CancellationToken);
        var before = program.SyntaxTrees.ToDictionary(tree => tree, Memory);
        var text = Files[path].Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Files[path], text);

        driver.RunGenerators(
            program.ReplaceSyntaxTree(program.SyntaxTrees.Single(t => t.FilePath == path), Parse(path, text)), TestContext.Current.CancellationToken);

        var readAgain = before.Where(known => !ReferenceEquals(known.Value, Memory(known.Key))).Select(known => known.Key.FilePath);
        Assert.Equal(reading.Length == 0 ? [] : [reading], readAgain);

        static TreeTasks? Memory(SyntaxTree tree) => TreeFacts.Of(tree, CancellationToken.None).Tasks;
    }

    [Fact]
    public void A_reference_that_is_added_is_seen()
    {
        var library = Harness.Run("namespace App; public static class T { [RegisterTask(\"later\")] public static Task Run() => Task.CompletedTask; }", new Setting { Assembly = "Library" });
        var program = Program(Files);
        var driver = Driver().RunGenerators(program, TestContext.Current.CancellationToken);
        var after = Output(driver.RunGenerators(program.AddReferences(library.Reference), TestContext.Current.CancellationToken));
        Assert.DoesNotContain(after, file => file.Contains("class LaterTaskDefinition", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[RegisterTask(\"a\")]", "")]
    [InlineData("[RegisterTaskAttribute(\"a\")]", "")]
    [InlineData("[Jobbers.Declaration.RegisterTask(\"a\")]", "")]
    [InlineData("[global::Jobbers.Declaration.RegisterTaskAttribute(\"a\")]", "")]
    [InlineData("[System.Obsolete(\"\"), RegisterTask(\"a\")]", "")]
    [InlineData("[method: RegisterTask(\"a\")]", "")]
    [InlineData("[Job(\"a\")]", "using Job = Jobbers.Declaration.RegisterTaskAttribute;")]
    [InlineData("[Job(\"a\")]", "using JobAttribute = Jobbers.Declaration.RegisterTaskAttribute;")]
    [InlineData("[Job(\"a\")]", "global using Job = Jobbers.Declaration.RegisterTaskAttribute;")]
    [InlineData("[J.RegisterTask(\"a\")]", "using J = Jobbers.Declaration;")]
    [InlineData("[J::RegisterTask(\"a\")]", "using J = Jobbers.Declaration;")]
    public void The_attribute_is_found_however_it_is_written(string attribute, string usings) => Assert.Equal(2, Output(Driver().RunGenerators(
        Program(new() { ["Usings.cs"] = Files["Usings.cs"], ["Task.cs"] = $"{usings} public static class T {{ {attribute} public static Task Run() => Task.CompletedTask; }}" }),
        TestContext.Current.CancellationToken)).Count);

    [Theory]
    [InlineData("namespace Own { public class RegisterTaskAttribute(string name) : Attribute { public string Name => name; } }", "[Own.RegisterTask(\"a\")]")]
    [InlineData("", "[Obsolete(\"a\")]")]
    public void Another_attribute_is_none_of_ours(string own, string attribute) => Assert.Empty(Output(Driver().RunGenerators(
        Program(new() { ["Usings.cs"] = Files["Usings.cs"], ["Task.cs"] = $"{own} public static class T {{ {attribute} public static Task Run() => Task.CompletedTask; }}" }),
        TestContext.Current.CancellationToken)));

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: Harness.ParseOptions);

    private static CSharpCompilation Program(Dictionary<string, string> files) => Harness.Compile("", new Setting())
        .RemoveAllSyntaxTrees().AddSyntaxTrees(files.Select(file => Parse(file.Key, file.Value)));

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, Harness.ParseOptions, path);

    private static List<string> Output(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return [.. result.GeneratedSources.Where(Harness.IsOurs).Select(s => $"// {s.HintName}\n{s.SourceText}").Order(StringComparer.Ordinal)];
    }
}
