using System.IO.Compression;
using System.Xml.Linq;

namespace Jobbers.Package.Tests;

/// <summary>What lies in the package.</summary>
public sealed class PackageContentTests
{
    private static readonly string[] Libraries =
        ["Jobbers.Runtime/Core/Jobbers.Runtime", "Jobbers.Runtime/Redis/Jobbers.Runtime.Redis", "Jobbers.Runtime/Sqlite/Jobbers.Runtime.Sqlite", "Jobbers.Hosts/Jobbers.Hosts"];

    [Fact]
    public void It_holds_the_libraries_with_their_docs_and_the_analyzers()
    {
        using var package = ZipFile.OpenRead(PackedJobbers.File);
        var names = package.Entries.Select(entry => entry.FullName).ToHashSet();
        foreach (var library in Libraries.Select(Path.GetFileName))
        {
            Assert.Contains($"lib/net10.0/{library}.dll", names);
            Assert.Contains($"lib/net10.0/{library}.xml", names);
            Assert.Contains($"lib/net10.0/{library}.pdb", names);
        }

        foreach (var analyzer in new[] { "Jobbers.Generators", "Jobbers.Analyzers", "Jobbers.Analyzers.CodeFixes" })
            Assert.Contains($"analyzers/dotnet/cs/{analyzer}.dll", names);
        Assert.Contains("build/Jobbers.props", names);
        Assert.Contains("build/Jobbers.Contracts.props", names);
        Assert.Contains("README.md", names);
    }

    [Fact]
    public void Its_README_has_no_link_that_a_gallery_cannot_follow_and_the_pages_it_names_are_inside()
    {
        using var package = ZipFile.OpenRead(PackedJobbers.File);
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var text = reader.ReadToEnd();
        Assert.DoesNotContain("](", text.Replace("](https://", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var page in new[] { "tasks.md", "task-lifecycle.md", "operations.md", "embedding.md" })
        {
            Assert.Contains($"`{page}`", text, StringComparison.Ordinal);
            Assert.NotNull(package.GetEntry("docs/" + page));
        }
    }

    [Fact]
    public void It_depends_on_what_its_libraries_use()
    {
        // The abstractions of Microsoft.Extensions come with the ASP.NET Core framework, which the package refers to.
        var used = Libraries
            .SelectMany(library => XDocument.Load(Path.Combine(PackedJobbers.Root, library + ".csproj")).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value)
            .Where(name => !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(used, Dependencies().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_says_where_the_project_lives_as_the_rules_help_links_do()
    {
        var home = Assert.Single(XDocument.Load(Path.Combine(PackedJobbers.Root, "Directory.Build.props")).Descendants("RepositoryUrl")).Value;

        Assert.Equal(home, Assert.Single(Nuspec("projectUrl")).Value);
        Assert.Equal(("git", home), (Assert.Single(Nuspec("repository")).Attribute("type")!.Value, Assert.Single(Nuspec("repository")).Attribute("url")!.Value));
    }

    private static List<string> Dependencies() => [.. Nuspec("dependency").Select(e => e.Attribute("id")!.Value)];

    private static List<XElement> Nuspec(string element)
    {
        using var package = ZipFile.OpenRead(PackedJobbers.File);
        using var stream = package.GetEntry("Jobbers.nuspec")!.Open();
        return [.. XDocument.Load(stream).Descendants().Where(e => e.Name.LocalName == element)];
    }
}
