using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Jobbers.Analyzers.Tests.Samples;

/// <summary>The builds that the Reports sample's README lets fail: its own edits on its own files, and the very lines it shows.</summary>
public sealed class ReportsBuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-reports-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string> Failures => [.. FailuresOf(File.ReadAllText(Path.Combine(Root, "samples/Reports/README.md")))];

    private static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    [Fact]
    public async Task The_sample_as_it_is_has_no_finding() => Assert.Empty(await LinesAsync());

    [Fact]
    public void Heartbeat_exception_and_parameter_are_shown() => Assert.Equal(
        ["JOB201", "JOB211", "JOB301"],
        Failures.Select(f => Regex.Match(f.Data.Item2, "JOB[0-9]+").Value));

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task The_edit_fails_the_build_with_the_line_shown(string edit, string shown)
    {
        await EditAsync(edit);
        Assert.Equal([shown], await LinesAsync());
    }

    /// <summary>Each fence <c>sh</c> with the fence <c>text</c> after it.</summary>
    private static IEnumerable<TheoryDataRow<string, string>> FailuresOf(string readme) => Regex
        .Matches(readme.Replace("\r", "", StringComparison.Ordinal), "```sh\n(?<edit>.+) && dotnet build samples/Reports\n```\n```text\n(?<line>.+)\n```")
        .Select(match => new TheoryDataRow<string, string>(match.Groups["edit"].Value, match.Groups["line"].Value));

    private async Task EditAsync(string edit)
    {
        Copy();
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", edit]) { WorkingDirectory = _folder, RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
    }

    /// <summary>Errors and warnings as the build prints them, which here counts every warning as an error.</summary>
    private async Task<IReadOnlyList<string>> LinesAsync()
    {
        Copy();
        var (compilation, _) = Analysis.Generate(SampleCompilation.Of(Path.Combine(_folder, "samples/Reports"), _folder));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        var found = await compilation
            .WithAnalyzers([.. EveryRule.Analyzers], new AnalyzerOptions([new BaselineFile(Path.Combine(_folder, "samples/Reports/jobbers.contracts.json"))]))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(Line).Order(StringComparer.Ordinal)];
    }

    private static string Line(Diagnostic finding)
    {
        var place = finding.Location.GetLineSpan();
        return $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): error {finding.Id}: "
            + $"{finding.GetMessage(CultureInfo.InvariantCulture)} ({finding.Descriptor.HelpLinkUri})";
    }

    private void Copy()
    {
        var target = Path.Combine(_folder, "samples/Reports");
        if (Directory.Exists(target))
            return;
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "samples/Reports")).Where(f => Path.GetExtension(f) is ".cs" or ".json"))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
