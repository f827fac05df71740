using Basic.Reference.Assemblies;
using Jobbers.Analyzers.Contracts;
using Jobbers.Setup;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Analyzers.Tests.Flow;

/// <summary>
/// Applies a fix one finding at a time, then by Fix All in document, project and solution; all must end at the same source, which compiles
/// and has none of the findings left.
/// </summary>
internal sealed class FixTest<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Jobbers.Declaration;
        """;

    private FixTest(string before, string after, string? key)
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestCode = before;
        FixedCode = after;
        CodeActionEquivalenceKey = key;
        MarkupOptions = MarkupOptions.UseFirstDescriptor;
        foreach (var state in new SolutionState[] { TestState, FixedState })
            state.Sources.Add(("Usings.cs", Usings));
        TestState.AdditionalReferences.AddRange(Net100.References.All);
        TestState.AdditionalReferences.Add(typeof(JobbersBuilder).Assembly);
        TestState.AdditionalReferences.Add(typeof(IServiceCollection).Assembly);
        TestState.AdditionalReferences.Add(typeof(Ulid).Assembly);
    }

    public string? EditorConfig
    {
        init
        {
            if (value is not null)
                TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + value));
        }
    }

    public (string Before, string After)? Baseline
    {
        init
        {
            if (value is not { } baseline)
                return;
            TestState.AdditionalFiles.Add((ContractBaseline.FileName, baseline.Before));
            FixedState.AdditionalFiles.Add((ContractBaseline.FileName, baseline.After));
        }
    }

    public DiagnosticResult? Expected
    {
        init
        {
            if (value is { } expected)
                TestState.ExpectedDiagnostics.Add(expected);
        }
    }

    /// <param name="before">With the findings marked in.</param>
    /// <param name="after">Without them.</param>
    /// <param name="key">Which of several ways out is taken.</param>
    /// <param name="editorConfig">Lines of a .editorconfig for C# files.</param>
    /// <param name="baseline">The contracts file before and after.</param>
    /// <param name="expected">A finding with several places, by their numbers.</param>
    public static Task RunAsync(string before, string after, string? key = null, string? editorConfig = null, (string Before, string After)? baseline = null, DiagnosticResult? expected = null) =>
        new FixTest<TAnalyzer, TFix>(before, after, key) { EditorConfig = editorConfig, Baseline = baseline, Expected = expected }.RunAsync(TestContext.Current.CancellationToken);

    protected override ParseOptions CreateParseOptions() => CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
}
