using System.Text.RegularExpressions;
using Jobbers.Redis.Scripting;

namespace Jobbers.Redis.Tests.Scripting;

/// <summary>What every script file is held to.</summary>
public sealed partial class ScriptFileTests
{
    /// <summary>What the library begins with, whatever verbs include.</summary>
    private static readonly string[] Shared = ["include/verb.lua", "include/now.lua"];

    private static readonly string[] Files =
        [.. typeof(ScriptSource).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal)).Order()];

    public static TheoryData<string> Scripts => [.. Files.Where(file => !file.StartsWith("include/", StringComparison.Ordinal))];

    public static TheoryData<string> Includes => [.. Files.Where(file => file.StartsWith("include/", StringComparison.Ordinal)).Except(Shared)];

    public static TheoryData<string> All => [.. Files];

    [Fact]
    public void Every_script_file_is_a_verb_of_the_store()
    {
        var known = new StoreScripts(new ScriptSource()).All.Select(script => script.Name + ".lua").Order();
        Assert.Equal(Scripts.Select(row => row.Data), known);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_says_what_it_does_and_takes_and_returns(string file)
    {
        var header = ScriptSource.ReadFile(file).Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var verb = file[..^4].Replace('_', ' ').Split(' ')[0];
        Assert.StartsWith($"-- {verb}", header[0]);
        Assert.Contains(header, line => line.StartsWith("-- ARGV: ", StringComparison.Ordinal));
        Assert.Contains(header, line => line.StartsWith("-- Returns: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_registers_the_verb_of_its_name_and_nothing_else(string file)
    {
        var registered = Registration().Matches(ScriptSource.ReadFile(file)).Select(match => match.Groups[1].Value);
        Assert.Equal([file[..^4]], registered);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_makes_its_keys_from_the_prefix_and_is_given_no_other(string file)
    {
        var included = IncludesOf(file).Select(name => ScriptSource.ReadFile($"include/{name}.lua"));
        Assert.DoesNotMatch(Word("KEYS"), ScriptSource.ReadFile(file) + string.Concat(included));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_that_uses_the_time_or_notes_changes_or_reads_queues_asks_for_them_first(string file)
    {
        var text = ScriptSource.ReadFile(file);
        var includes = IncludesOf(file).ToArray();
        var parts = text + string.Concat(includes.Select(name => ScriptSource.ReadFile($"include/{name}.lua")));
        Assert.Equal(Word("now(_text)?").IsMatch(CodeOf(parts)), text.Contains("read_clock()"));
        Assert.Equal(includes.Contains("changes"), text.Contains("hear_listeners("));
        Assert.Equal(includes.Contains("changes"), text.Contains("write_changes()"));
        Assert.Equal(includes.Contains("queue"), text.Contains("queues_as_of("));
    }

    [Theory]
    [MemberData(nameof(Includes))]
    public void An_include_begins_with_its_purpose_and_is_used(string file)
    {
        Assert.StartsWith("-- ", ScriptSource.ReadFile(file));
        var name = file["include/".Length..^4];
        Assert.Contains(Scripts, script => IncludesOf(script.Data).Contains(name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_walks_no_keyspace_and_no_list_and_parses_no_json_and_takes_no_key_from_elsewhere(string file)
    {
        var text = CodeOf(ScriptSource.ReadFile(file));
        Assert.DoesNotMatch("'(KEYS|SCAN|HSCAN|SSCAN|ZSCAN|LREM|SORT)'", text);
        Assert.DoesNotContain("cjson", text);
        Assert.DoesNotContain("jobbers:", text);
        Assert.DoesNotContain("redis.call(", text);
    }

    [Fact]
    public void Only_the_clock_include_and_versions_of_the_routing_ask_for_the_time()
    {
        Assert.Equal(["include/now.lua", "include/routing.lua"], Files.Where(file => ScriptSource.ReadFile(file).Contains("'TIME'")));
    }

    [Fact]
    public void A_library_is_named_by_what_is_in_it()
    {
        var scripts = new StoreScripts(new ScriptSource());
        var other = new StoreScripts(new ScriptSource("local function read_clock() now, now_text = 7, '7' end"));
        Assert.Equal(scripts.Library, new StoreScripts(new ScriptSource()).Library);
        Assert.NotEqual(scripts.Library.Split('\n')[0], other.Library.Split('\n')[0]);
        Assert.Empty(scripts.All.Select(script => script.Function).Intersect(other.All.Select(script => script.Function)));
        Assert.All(scripts.All, script => Assert.Contains($"{script.Name} = '{script.Function}'", scripts.Library));
    }

    private static IEnumerable<string> IncludesOf(string file) => ScriptSource.ReadFile(file).Split('\n')
        .Where(line => line.StartsWith("-- @include ", StringComparison.Ordinal)).Select(line => line["-- @include ".Length..].Trim());

    private static string CodeOf(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)));

    private static Regex Word(string pattern) => new($@"(?<![\w.]){pattern}(?!\w)");

    [GeneratedRegex(@"^verb\('(\w+)', \{('[a-z-]+')?\}, function\(\)$", RegexOptions.Multiline)]
    private static partial Regex Registration();
}
