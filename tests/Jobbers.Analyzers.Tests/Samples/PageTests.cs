using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Jobbers.Declaration;
using Jobbers.Submission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Jobbers.Analyzers.Tests.Samples;

/// <summary>The examples of the pages that readers copy from: they compile, and no rule of ours has anything to say of them.</summary>
public sealed class PageTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    [Theory]
    [InlineData("docs/tasks.md", OutputKind.DynamicallyLinkedLibrary)]
    [InlineData("Jobbers.Hosts/Package/README.md", OutputKind.ConsoleApplication)]
    public async Task The_examples_of_a_page_compile_together_without_a_warning(string page, OutputKind kind)
    {
        var examples = CodeIn(page).Select((text, index) => ($"Example{index + 1}.cs", text)).ToList();
        Assert.NotEmpty(examples);

        var (output, _) = Analysis.Generate(SampleCompilation.Of("Page", examples, kind));

        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning));
        var found = await output.WithAnalyzers([.. EveryRule.Analyzers]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(found.Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory]
    [InlineData(typeof(RegisterTaskAttribute))]
    [InlineData(typeof(SubmitOptions))]
    [InlineData(typeof(TaskContext))]
    public void The_page_of_tasks_names_each_member(Type type)
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs/tasks.md"));
        var members = type.GetProperties(Own).Select(p => p.Name).Where(name => name is not "Name")
            .Concat(type.GetMethods(Own).Where(m => !m.IsSpecialName && m.IsAbstract).Select(m => m.Name)).ToList();
        Assert.NotEmpty(members);
        Assert.All(members, name => Assert.Matches($@"(?m)^\| .*`{name}[`(].* \|", page));
    }

    private static IEnumerable<string> CodeIn(string page) =>
        Regex.Matches(File.ReadAllText(Path.Combine(Root, page)), @"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(block => block.Groups[1].Value);

    private static string Here([CallerFilePath] string path = "") => path;
}
