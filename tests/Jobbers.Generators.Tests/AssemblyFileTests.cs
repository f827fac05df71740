using Jobbers.Generators.Model;
using Jobbers.Setup;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Tests;

public sealed class AssemblyFileTests
{
    [Fact]
    public void A_program_that_sees_the_internals_of_another_has_its_own_AddTasks()
    {
        static string Program(string space) => $$"""
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Host.Tests")]
            namespace {{space}}
            {
                using Jobbers.Setup;
                public static class Start
                {
                    public static JobbersBuilder Add() => new JobbersBuilder(null!).AddTasks();
                    private static void Main() => Add();
                }
                public static class Work { [RegisterTask("{{space}}")] public static Task Run() => Task.CompletedTask; }
            }
            """.Replace("\"" + space, "\"" + space.ToLowerInvariant(), StringComparison.Ordinal);
        var host = Harness.Run(Program("Host"), new Setting { Assembly = "Host", Kind = OutputKind.ConsoleApplication });
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => new System.Reflection.AssemblyName(wanted.Name).Name == "Host" ? host.Assembly : null;

        foreach (var reference in new[] { host.Reference, host.Compilation.ToMetadataReference() })
        {
            var tests = Harness.Run(Program("Own"), new Setting { Assembly = "Host.Tests", Kind = OutputKind.ConsoleApplication, References = [reference] });
            var builder = (JobbersBuilder)tests.Assembly.GetType("Own.Start")!.GetMethod("Add")!.Invoke(null, null)!;
            Assert.Equal(["host", "own"], builder.BuildCatalog().Tasks.Select(t => t.Name));
        }
    }

    [Fact]
    public void An_assembly_may_be_called_Program() => Assert.Single(Harness.Run(
        """
        using Jobbers.Setup;
        new JobbersBuilder(null!).AddTasks();
        public static class Work { [RegisterTask("own")] public static Task Run() => Task.CompletedTask; }
        """,
        new Setting { Assembly = "Program", Kind = OutputKind.ConsoleApplication }).Catalog.Tasks);

    [Fact]
    public void Assemblies_whose_names_differ_in_signs_alone_stand_in_one_program()
    {
        string[] names = ["Zeta.Mail", "ZetaMail", "Zeta_Mail", "Zeta-Mail", "zeta.Mail.X"];
        var libraries = names.Select((name, i) => Harness.Run(
            $"namespace N{i}; public static class Work {{ [RegisterTask(\"t{i}\")] public static Task Run() => Task.CompletedTask; }}", new Setting { Assembly = name })).ToList();
        var loaded = libraries.ToDictionary(l => l.Assembly.GetName().Name!, l => l.Assembly);
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => loaded.GetValueOrDefault(new System.Reflection.AssemblyName(wanted.Name).Name!);
        var program = Harness.Run(
            "using Jobbers.Setup; public static class Main_ { public static JobbersBuilder Add() => new JobbersBuilder(null!).AddTasks(); private static void Main() => Add(); }",
            new Setting { Assembly = "App", Kind = OutputKind.ConsoleApplication, References = [.. libraries.Select(l => l.Reference)] });
        var builder = (JobbersBuilder)program.Assembly.GetType("Main_")!.GetMethod("Add")!.Invoke(null, null)!;
        Assert.Equal(["t0", "t1", "t2", "t3", "t4"], builder.BuildCatalog().Tasks.Select(t => t.Name));
    }

    [Theory]
    [InlineData("MyApp", "MyApp")]
    [InlineData("My.App", "My_App")]
    [InlineData("acme-reports", "Acme_Reports_01fffe13b")]
    [InlineData("4", "_4_0")]
    [InlineData("-", "_0")]
    public void A_name_that_is_not_plain_has_a_hash_behind(string assembly, string type) =>
        Assert.StartsWith(type, CSharpName.FromAssembly(assembly), StringComparison.Ordinal);
}
