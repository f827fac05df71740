using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Jobbers.Hosts.Tests.Architecture;

/// <summary>Import rules between projects and between the folders of the core: a folder may import only folders of layers above it.</summary>
public sealed partial class LayerTests
{
    private static readonly Dictionary<string, int> Layers = new()
    {
        ["Declaration"] = 1,
        ["Lifecycle"] = 1,
        ["Routing"] = 1,
        ["Catalog"] = 2,
        ["Storage"] = 3,
        ["Telemetry"] = 4,
        ["Submission"] = 5,
        ["Execution"] = 5,
        ["Scheduling"] = 5,
        ["Cleaning"] = 5,
        ["Setup"] = 6,
    };

    private static readonly Dictionary<string, string[]> ProjectReferences = new()
    {
        ["Jobbers.Generators/Jobbers.Generators.csproj"] = [],
        ["Jobbers.Analyzers/Jobbers.Analyzers.csproj"] = [],
        ["Jobbers.Runtime/Core/Jobbers.Runtime.csproj"] = [],
        ["Jobbers.Runtime/Redis/Jobbers.Runtime.Redis.csproj"] = ["Jobbers.Runtime"],
        ["Jobbers.Runtime/Sqlite/Jobbers.Runtime.Sqlite.csproj"] = ["Jobbers.Runtime"],
        ["Jobbers.Hosts/Jobbers.Hosts.csproj"] = ["Jobbers.Runtime", "Jobbers.Runtime.Redis", "Jobbers.Runtime.Sqlite"],
    };

    private static readonly Dictionary<string, string[]> ForbiddenPackages = new()
    {
        ["Jobbers.Runtime/Core/Jobbers.Runtime.csproj"] = ["StackExchange.Redis", "Microsoft.Data.Sqlite", "Microsoft.AspNetCore", "OpenTelemetry", "System.CommandLine"],
        ["Jobbers.Runtime/Redis/Jobbers.Runtime.Redis.csproj"] = ["Microsoft.Data.Sqlite", "Microsoft.AspNetCore", "OpenTelemetry"],
        ["Jobbers.Runtime/Sqlite/Jobbers.Runtime.Sqlite.csproj"] = ["StackExchange.Redis", "Microsoft.AspNetCore", "OpenTelemetry"],
    };

    [Fact]
    public void Projects_reference_only_what_the_architecture_says()
    {
        foreach (var (project, allowed) in ProjectReferences)
        {
            var references = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));
            Assert.Equal(allowed.Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_core_knows_no_store_and_no_web_server()
    {
        foreach (var (project, forbidden) in ForbiddenPackages)
        {
            var used = Items(project, "PackageReference").Concat(Items(project, "FrameworkReference"));
            Assert.DoesNotContain(used, package => forbidden.Any(name => package.StartsWith(name, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_folder_of_the_core_has_its_layer()
    {
        var folders = Directory.GetDirectories(Path.Combine(SourceTree.Root, "Jobbers.Runtime/Core")).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj"));
        Assert.Equal(Layers.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void A_folder_of_the_core_imports_only_layers_above_it()
    {
        var breaches = new List<string>();
        foreach (var file in SourceTree.Product.Where(file => SourceTree.Relative(file).StartsWith("Jobbers.Runtime/Core/", StringComparison.Ordinal)))
        {
            var folder = SourceTree.Relative(file).Split('/')[2];
            foreach (Match use in Namespaces().Matches(File.ReadAllText(file)))
            {
                var other = use.Groups[1].Value;
                if (other != folder && Layers.TryGetValue(other, out var layer) && !IsAbove(other, layer, folder))
                    breaches.Add($"{SourceTree.Relative(file)} uses {other}");
            }
        }

        Assert.Empty(breaches);
    }

    /// <summary>Journeys never import one another: they meet in the store. Within the first layer words may use words.</summary>
    private static bool IsAbove(string other, int layer, string folder) =>
        layer < Layers[folder] || (layer == 1 && Layers[folder] == 1 && other != folder);

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Path.Combine(SourceTree.Root, project)).Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    /// <summary>Every mention of a namespace of the core: using directives, qualified names, docstrings.</summary>
    [GeneratedRegex(@"\bJobbers\.([A-Z]\w+)\b")]
    private static partial Regex Namespaces();
}
