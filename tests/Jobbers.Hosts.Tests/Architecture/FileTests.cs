using System.Text.RegularExpressions;

namespace Jobbers.Hosts.Tests.Architecture;

/// <summary>Small files with honest names.</summary>
public sealed partial class FileTests
{
    private const int MostLines = 250;
    private const int MostTestLines = 400;

    private static readonly string[] GrabBags = ["Utils", "Utilities", "Helper", "Helpers", "Common", "Misc", "Manager"];

    [Fact]
    public void Product_files_stay_under_250_lines_and_test_files_under_400()
    {
        var tooLong = SourceTree.Product.Where(file => Lines(file) > MostLines)
            .Concat(SourceTree.Tests.Where(file => Lines(file) > MostTestLines))
            .Select(file => $"{SourceTree.Relative(file)}: {Lines(file)}");
        Assert.Empty(tooLong);
    }

    [Fact]
    public void A_file_is_named_after_its_one_top_level_type()
    {
        var breaches = new List<string>();
        foreach (var file in SourceTree.Product)
        {
            var types = TopLevelTypes().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).Distinct().ToList();
            var name = Path.GetFileNameWithoutExtension(file).Split('.')[0];
            // XOfY.cs holds X<…>: the generic twin of X.
            var fits = types.Count == 0 || types.Any(type => type == name || name.StartsWith($"{type}Of", StringComparison.Ordinal));
            if (!fits || types.Count > 1)
                breaches.Add($"{SourceTree.Relative(file)}: {string.Join(", ", types)}");
        }

        Assert.Empty(breaches);
    }

    [Fact]
    public void No_file_or_folder_is_a_grab_bag()
    {
        var breaches = SourceTree.Product.Concat(SourceTree.Tests)
            .Select(SourceTree.Relative)
            .Where(file => file.Split('/').Any(part => GrabBags.Contains(Path.GetFileNameWithoutExtension(part), StringComparer.Ordinal)) && !file.StartsWith("tests/Jobbers.Hosts.Tests/Manager", StringComparison.Ordinal));
        Assert.Empty(breaches);
    }

    private static int Lines(string file) => File.ReadLines(file).Count();

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|struct|interface|enum|record(?: struct| class)?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelTypes();
}
