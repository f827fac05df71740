using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Jobbers.Catalog;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Generators.Tests;

/// <summary>
/// The only way a test runs the generator. Every run is a run of the whole promise: an unrelated edit leaves all steps cached, no step
/// holds on to Roslyn, and the output compiles with warnings as errors.
/// </summary>
internal static class Harness
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Jobbers.Declaration;
        """;

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(TaskDescriptor).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(IServiceCollection).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Ulid).Assembly.Location),
    ];

    public static readonly CSharpParseOptions ParseOptions = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14)
        .WithDocumentationMode(DocumentationMode.Diagnose);

    /// <summary>Generates, checks the promises, compiles and loads.</summary>
    public static Generated Run(string source, Setting? setting = null)
    {
        setting ??= new Setting();
        var compilation = Compile(source, setting);
        var result = Generate(compilation, out var output);
        var errors = output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors) + "\n" + string.Join("\n", Numbered(result, errors)));
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return new Generated(result, output, image.ToArray());
    }

    /// <summary>Generates for a source that does not have to compile afterwards.</summary>
    public static GeneratorRunResult Generate(CSharpCompilation compilation, out Compilation output)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new TaskGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out output, out var problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        var first = driver.GetRunResult().Results.Single();
        Assert.Null(first.Exception);
        RoslynHunt.AssertNothingHeld(first);

        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("namespace Unrelated { internal static class Edit { } }", ParseOptions, "Unrelated.cs"));
        var second = driver.RunGenerators(edited, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        AssertCached(second);
        return first;
    }

    /// <summary>False for what Roslyn adds on our behalf to every compilation.</summary>
    public static bool IsOurs(GeneratedSourceResult source) => !source.HintName.StartsWith("Microsoft.CodeAnalysis.EmbeddedAttribute", StringComparison.Ordinal);

    public static CSharpCompilation Compile(string source, Setting setting)
    {
        var trees = new[]
        {
            CSharpSyntaxTree.ParseText(Usings, ParseOptions, "Usings.cs"),
            CSharpSyntaxTree.ParseText(source, ParseOptions, "Tasks.cs"),
        };
        var options = new CSharpCompilationOptions(setting.Kind, nullableContextOptions: setting.Nullable, allowUnsafe: true)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            .WithSpecificDiagnosticOptions(ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("CS1591", ReportDiagnostic.Suppress).Add("CS1701", ReportDiagnostic.Suppress).Add("CS1702", ReportDiagnostic.Suppress));
        return CSharpCompilation.Create(setting.Assembly, trees, [.. References, .. setting.References], options);
    }

    private static void AssertCached(GeneratorRunResult result)
    {
        foreach (var name in new[] { "Tasks", "Assembly", "Keys", "Refused", "Accepted", "Registered" })
        {
            if (!result.TrackedSteps.TryGetValue(name, out var steps))
                continue;
            foreach (var (_, reason) in steps.SelectMany(s => s.Outputs))
                Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"step {name} is {reason} after an unrelated edit");
        }

        foreach (var (_, reason) in result.TrackedOutputSteps.SelectMany(o => o.Value).SelectMany(s => s.Outputs))
            Assert.Equal(IncrementalStepRunReason.Cached, reason);
    }

    private static IEnumerable<string> Numbered(GeneratorRunResult result, List<Diagnostic> errors)
    {
        foreach (var source in result.GeneratedSources)
        {
            var lines = source.SourceText.ToString().Split('\n');
            foreach (var error in errors.Where(e => e.Location.SourceTree?.FilePath.EndsWith(source.HintName, StringComparison.Ordinal) == true))
                yield return $"{source.HintName}: {lines[error.Location.GetLineSpan().StartLinePosition.Line].Trim()}";
        }
    }
}
