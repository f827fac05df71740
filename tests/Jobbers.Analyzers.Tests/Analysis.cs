using Basic.Reference.Assemblies;
using Jobbers.Generators;
using Jobbers.Setup;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Analyzers.Tests;

/// <summary>Runs generator and analyzer as a build does: the analyzer sees what was generated.</summary>
internal static class Analysis
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Jobbers.Declaration;
        """;

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    /// <summary>As the SDK sets them: a library built for an earlier .NET is no warning.</summary>
    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]);

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(JobbersBuilder).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(IServiceCollection).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Ulid).Assembly.Location),
    ];

    public static CSharpCompilation Compile(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, string assembly = "TestTasks", params MetadataReference[] references) =>
        CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(Usings, Parsing, "Usings.cs"), CSharpSyntaxTree.ParseText(source, Parsing, "Tasks.cs")],
            [.. References, .. references],
            Options.WithOutputKind(kind));

    /// <summary>The compilation with what was generated, and the names of the tasks' files.</summary>
    public static (Compilation Output, IReadOnlyList<string> Files) Generate(CSharpCompilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create([new TaskGenerator().AsSourceGenerator()], parseOptions: Parsing)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        return (output, [.. driver.GetRunResult().Results.Single().GeneratedSources.Select(s => s.HintName).Where(n => n != "Jobbers.Tasks.g.cs" && !n.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal))]);
    }

    public static async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Compilation compilation, DiagnosticAnalyzer? analyzer = null)
    {
        var found = await compilation
            .WithAnalyzers([analyzer ?? new DeclarationAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, d => d.Id == "AD0001");
        return [.. found.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }

    public static MetadataReference Reference(Compilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
