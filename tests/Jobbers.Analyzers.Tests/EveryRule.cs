using Jobbers.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Jobbers.Analyzers.Tests;

/// <summary>One of each analyzer and fix in the assemblies, so that none can be forgotten.</summary>
internal static class EveryRule
{
    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers { get; } = Of<DiagnosticAnalyzer>(typeof(DeclarationAnalyzer));

    public static IReadOnlyList<CodeFixProvider> Fixes { get; } = Of<CodeFixProvider>(typeof(TaskFix));

    private static IReadOnlyList<T> Of<T>(Type neighbour) => [.. neighbour.Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(T))).Select(type => (T)Activator.CreateInstance(type)!)];
}
