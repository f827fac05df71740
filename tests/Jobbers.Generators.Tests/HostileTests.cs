using Jobbers.Catalog;
using Jobbers.Setup;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Generators.Tests;

public sealed class HostileTests
{
    [Fact]
    public async Task Keywords_are_names_too()
    {
        var generated = Harness.Run("""
            namespace @namespace.@class;
            public record @record(int @int, string @event) { public bool @await { get; init; } }
            public static class @static
            {
                [RegisterTask("a", UniqueBy = ["class"])]
                public static Task<int> @switch(int @class, @record @params, string? @default = null, int @new = 3) => Task.FromResult(@class);
            }
            """);
        Assert.Equal(["namespace.class.static.switch.g.cs", "Jobbers.Tasks.g.cs"], generated.Files);
        Assert.Equal("4", await generated.InvokeAsync("""{"class":4,"params":{"int":1,"event":"e","await":true}}"""));
    }

    [Fact]
    public async Task Parameters_may_be_called_like_our_own_names()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public sealed record Names(int reader, int writer, int value, int problems, int valid, int given, int present, int items, int index, int item, int pair, int defaults, int type);
            public sealed class Tasks
            {
                [RegisterTask("a")]
                public Task<int> A(int reader, int writer, int value, int problems, int client, int options, int cancellationToken, int runAt, int call, int parameters, int invocation,
                    int instance, int result, int Codec, int equalityContract, int toString, int clone, int aParameters, Names names, CancellationToken token)
                    => Task.FromResult(reader + options + aParameters);

                public static object Use(Jobbers.Submission.JobbersClient client) =>
                    client.EnqueueA(reader: 1, writer: 1, value: 1, problems: 1, client: 1, options: 1, cancellationToken: 1, runAt: 1, call: 1, parameters: 1, invocation: 1, instance: 1, result: 1,
                        Codec: 1, equalityContract: 1, toString: 1, clone: 1, aParameters: 1, names: null!, options_: null, cancellationToken_: default);
            }
            """);
        var names = string.Join(",", "reader writer value problems valid given present items index item pair defaults type".Split(' ').Select(n => $"\"{n}\":1"));
        var document = string.Join(",", "reader writer value problems client options cancellation_token run_at call parameters invocation instance result codec equality_contract to_string clone a_parameters".Split(' ').Select(n => $"\"{n}\":1"));
        Assert.Equal("3", await generated.InvokeAsync($"{{{document},\"names\":{{{names}}}}}"));
    }

    [Fact]
    public void Users_types_may_be_called_like_ours_and_like_the_systems()
    {
        var generated = Harness.Run("""
            namespace MyApp.Jobbers.System
            {
                public sealed record PayloadRead(int X);
                public sealed record String(int X);
                public sealed record NullableInt32(int X);
                public sealed record ListOfInt32(int X);
                public sealed record Task(int X);
                public static class Tasks
                {
                    [RegisterTask("a")]
                    public static global::System.Threading.Tasks.Task A(PayloadRead a, String b, NullableInt32 c, ListOfInt32 d, int? e, List<int> f, Task g, Other.String h) => global::System.Threading.Tasks.Task.CompletedTask;
                }
            }
            namespace MyApp.Jobbers.System.Other { public sealed record String(int Y); }
            """);
        const string document = """{"a":{"x":1},"b":{"x":1},"c":{"x":1},"d":{"x":1},"e":null,"f":[1],"g":{"x":1},"h":{"y":1}}""";
        Assert.Equal(document, generated.Canonicalize(document));
    }

    [Fact]
    public void One_class_name_in_two_namespaces_and_nested_classes_and_the_global_namespace()
    {
        var generated = Harness.Run("""
            public static class Global { [RegisterTask("global")] public static Task Run() => Task.CompletedTask; }
            namespace One { public class Work { [RegisterTask("one")] public Task Run() => Task.CompletedTask; } }
            namespace Two { public class Work { public class Inner { internal struct Deep { [RegisterTask("two")] public Task Run(int x) => Task.CompletedTask; } } } }
            """);
        Assert.Equal(["global", "one", "two"], generated.Catalog.Tasks.Select(t => t.Name));
        Assert.Equal("Two.Work.Inner.Deep.Run", generated.Task("two").DeclaredBy);
    }

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Enable)]
    public void Nullable_off_and_line_ends_of_windows_change_nothing(NullableContextOptions nullable)
    {
        var source = """
            namespace MyApp;
            public class Work
            {
                /// <summary>Does
                /// work.</summary>
                [RegisterTask("a")] public Task<string> Run(string text, List<string> list, int? number) => Task.FromResult(text);
            }
            """;
        var generated = Harness.Run(source.ReplaceLineEndings("\r\n"), new Setting { Nullable = nullable });
        Assert.Equal("Does work.", generated.Task().Description);
        Assert.Equal("params.text: expected a string, not null\nparams.list: is required", generated.Canonicalize("""{"text":null}"""));
        Assert.DoesNotContain("\r", generated.File("MyApp.Work.Run.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partial_members_are_read_whole()
    {
        var generated = Harness.Run("""
            namespace MyApp;
            public partial class Options
            {
                public partial Options(int x);
                public partial int X { get; }
                public partial string? Note { get; set; }
            }
            public partial class Options
            {
                private string? _note;
                public partial Options(int x) => _x = x;
                private readonly int _x;
                public partial int X => _x;
                public partial string? Note { get => _note; set => _note = value; }
            }
            public partial class Work
            {
                /// <summary>Partial.</summary>
                [RegisterTask("a")] public partial Task<int> Run(Options options);
                public partial Task<int> Run(Options options) => Task.FromResult(options.X);
                public partial Task Other();
                [RegisterTask("b")] public partial Task Other() => Task.CompletedTask;
            }
            """);
        Assert.Equal("4", await generated.InvokeAsync("""{"options":{"x":4,"note":"n"}}""", "a"));
        Assert.Equal("Partial.", generated.Task("a").Description);
        Assert.Equal("Other", generated.Task("b").DeclaredBy.Split('.')[^1]);
    }

    [Fact]
    public void A_program_registers_its_own_tasks_and_those_of_every_reference()
    {
        Generated Library(string name) => Harness.Run(
            $"namespace {name.Replace('-', '_')}; public class Work {{ [RegisterTask(\"{name.ToLowerInvariant()}\")] internal Task Run(int x) => Task.CompletedTask; }}",
            new Setting { Assembly = name });
        Generated[] libraries = [Library("Acme.Billing"), Library("acme-reports")];
        var program = Harness.Run(
            """
            using Jobbers.Setup;
            var jobbers = new JobbersBuilder(null!);
            Holder.Jobbers = jobbers.AddTasks();
            [RegisterTask("x")] static Task Ignored() => Task.CompletedTask;
            _ = Ignored();
            public static class Holder { public static JobbersBuilder? Jobbers; }
            public class Own { [RegisterTask("own")] public Task Run() => Task.CompletedTask; }
            """,
            new Setting { Assembly = "My.App", Kind = OutputKind.ConsoleApplication, References = [.. libraries.Select(l => l.Reference)] });
        var loaded = libraries.ToDictionary(l => l.Assembly.GetName().Name!, l => l.Assembly);
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => loaded.GetValueOrDefault(new System.Reflection.AssemblyName(wanted.Name).Name!);
        program.Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        var builder = (JobbersBuilder)program.Assembly.GetType("Holder")!.GetField("Jobbers")!.GetValue(null)!;
        Assert.Equal(["acme-reports", "acme.billing", "own"], builder.BuildCatalog().Tasks.Select(t => t.Name));
        Snapshot.Verify(program.File("Jobbers.Tasks.g.cs"));
    }

    [Fact]
    public void A_program_without_tasks_still_has_AddTasks() =>
        Assert.Equal(["Jobbers.Tasks.g.cs"], Harness.Run(
            "using Jobbers.Setup; new JobbersBuilder(null!).AddTasks();", new Setting { Kind = OutputKind.ConsoleApplication }).Files);

    [Fact]
    public void A_library_without_tasks_gets_nothing() => Assert.Empty(Harness.Run("public class Nothing;").Files);

    [Fact]
    public void A_thousand_tasks_are_generated_and_stay_cached()
    {
        var classes = Enumerable.Range(0, 1000).Select(i =>
            $"public class W{i} {{ /// <summary>Number {i}.</summary>\n [RegisterTask(\"t{i}\")] public Task Run{i}([Range(1, 9)] int x, string? text, CancellationToken token) => Task.CompletedTask; }}");
        var compilation = Harness.Compile("namespace MyApp;\n" + string.Join("\n", classes), new Setting());
        var result = Harness.Generate(compilation, out _);
        Assert.Equal(1001, result.GeneratedSources.Count(Harness.IsOurs));
    }
}
