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
            public static class Names { public const string Send = "send"; public const int Most = 9; }
            public record Address(string Street, string? City = null);
            public class Gone : Exception;
            public interface IClock;
            public static class Other { public static void later() { var first = 1; Console.WriteLine(first); } }
            """,
        ["Part.cs"] = "namespace App; public partial class Half { public partial Task Run(int a); }",
        ["Parts.cs"] = "namespace App; public partial class Half { [RegisterTask(\"half\")] public partial Task Run(int a) => Task.CompletedTask; }",
    };

    [Theory]
    [InlineData("Other.cs", "\"send\"", "\"send2\"", true)]
    [InlineData("Other.cs", "Most = 9", "Most = 7", true)]
    [InlineData("Other.cs", "string Street", "int Street", true)]
    [InlineData("Other.cs", "string? City", "string City", true)]
    [InlineData("Other.cs", "class Gone : Exception", "class Gone", true)]
    [InlineData("Other.cs", "namespace App;", "#nullable disable\nnamespace App;", false)]
    [InlineData("Other.cs", "interface IClock", "class IClock", false)]
    [InlineData("Other.cs", "void later()", "void sooner()", false)]
    [InlineData("Other.cs", "var first = 1", "var second = 2; var first = second", false)]
    [InlineData("Other.cs", "void later()", "int later(string text) => 1; public static void later()", false)]
    [InlineData("Other.cs", "public interface IClock;", "public interface IClock; public class Address2;", false)]
    [InlineData("Tasks.cs", "FromResult(clock)", "FromResult((clock, 1))", false)]
    [InlineData("Tasks.cs", "int count, ", "int count, int more, ", true)]
    [InlineData("Tasks.cs", "Sends.", "Sends it.", true)]
    [InlineData("Tasks.cs", "[RegisterTask(nameof", "[Obsolete(nameof", true)]
    [InlineData("Tasks.cs", "/// <summary>Sends.", "public record Address(int Shadow); /// <summary>Sends.", true)]
    [InlineData("Usings.cs", "global using System;", "global using System; global using Address = App.Gone;", false)]
    [InlineData("Part.cs", "int a", "long a", false)]
    [InlineData("Parts.cs", "\"half\"", "\"whole\"", true)]
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
        return [.. result.GeneratedSources.Select(s => $"// {s.HintName}\n{s.SourceText}").Order(StringComparer.Ordinal)];
    }
}
