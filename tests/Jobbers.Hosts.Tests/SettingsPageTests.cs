using System.Reflection;
using System.Text.RegularExpressions;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Tests.Architecture;

namespace Jobbers.Hosts.Tests;

/// <summary>The table of settings in the operations page, held against the settings there are.</summary>
public sealed partial class SettingsPageTests
{
    [Fact]
    public void Every_setting_is_listed_with_its_option_and_its_name_in_appsettings()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/operations.md"));

        var listed = Row().Matches(page[page.IndexOf("## Settings", StringComparison.Ordinal)..])
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value)).Order();
        var settings = typeof(Setting).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Setting)field.GetValue(null)!)
            .Select(setting => (setting.Variable, setting.Option is { } option ? $"`{option}`" : "–", setting.Key)).Order();
        Assert.Equal(settings, listed);
    }

    [GeneratedRegex(@"^\| `([A-Z_]+)` \| (\S+) \| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
