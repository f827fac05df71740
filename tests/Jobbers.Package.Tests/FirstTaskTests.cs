using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jobbers.Package.Tests;

/// <summary>The first task of the documents: the files as they stand there, in a project of one package reference.</summary>
public sealed partial class FirstTaskTests
{
    [Fact]
    public async Task The_first_task_of_the_README_builds_without_a_warning_and_runs()
    {
        using var project = new ConsumerProject();
        Assert.Equal(["AuditTasks.cs", "Program.cs", "ReportStore.cs", "ReportTasks.cs"], Write(project, "README.md"));
        await BuildAsync(project);

        var result = await project.ResultAsync(project.Built, "audit", new { });
        Assert.Equal("/reports/42.pdf", result.GetString());
    }

    [Fact]
    public async Task The_web_application_of_the_manual_builds_without_a_warning_and_runs()
    {
        using var project = new ConsumerProject("Microsoft.NET.Sdk.Web");
        Write(project, "README.md");
        Assert.Equal(["Program.cs"], Write(project, "docs/embedding.md"));
        await BuildAsync(project);

        var ended = await project.AskAsync(project.Built, AskForReportAsync, "/jobbers");
        Assert.Equal("/reports/42.pdf", ended.GetProperty("result").GetProperty("url").GetString());
    }

    private static async Task<JsonElement> AskForReportAsync(HttpClient http)
    {
        using var accepted = await http.PostAsync("/reports/42", null);
        return await http.GetFromJsonAsync<JsonElement>($"{accepted.Headers.Location}/wait");
    }

    private static async Task BuildAsync(ConsumerProject project)
    {
        var built = await project.BuildAsync();
        Assert.True(built.Code == 0, built.Output);
    }

    /// <summary>Writes what a page lists as files, and answers their names.</summary>
    private static IEnumerable<string> Write(ConsumerProject project, string page)
    {
        var listings = Listing().Matches(File.ReadAllText(Path.Combine(PackedJobbers.Root, page)));
        foreach (Match listing in listings)
            project.Write(listing.Groups["file"].Value, listing.Groups["text"].Value);
        return listings.Select(listing => listing.Groups["file"].Value).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^```csharp\n// (?<file>\w+\.cs)[^\n]*\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Listing();
}
