using System.Text.RegularExpressions;

namespace Jobbers.Package.Tests;

/// <summary>The README's first task: its files as they stand there, in a project of one package reference.</summary>
public sealed partial class FirstTaskTests : IDisposable
{
    private readonly ConsumerProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_first_task_of_the_README_builds_without_a_warning_and_runs()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(PackedJobbers.Root, "README.md"), TestContext.Current.CancellationToken);
        var files = Listing().Matches(readme).ToDictionary(block => block.Groups["file"].Value, block => block.Groups["text"].Value);
        Assert.Equal(["AuditTasks.cs", "Program.cs", "ReportStore.cs", "ReportTasks.cs"], files.Keys.Order(StringComparer.Ordinal));
        foreach (var (file, text) in files)
            _project.Write(file, text);

        var built = await _project.BuildAsync();
        Assert.True(built.Code == 0, built.Output);

        var result = await _project.ResultAsync(_project.Built, "audit", new { });
        Assert.Equal("/reports/42.pdf", result.GetString());
    }

    [GeneratedRegex(@"^```csharp\n// (?<file>\w+\.cs)[^\n]*\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Listing();
}
