using System.Text.RegularExpressions;
using Jobbers.Redis.Scripting;

namespace Jobbers.Redis.Tests.Scripting;

/// <summary>What every script file is held to.</summary>
public sealed partial class ScriptFileTests
{
    private static readonly string[] Files =
        [.. typeof(ScriptSource).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal)).Order()];

    public static TheoryData<string> Scripts => [.. Files.Where(file => !file.StartsWith("include/", StringComparison.Ordinal))];

    public static TheoryData<string> Includes => [.. Files.Where(file => file.StartsWith("include/", StringComparison.Ordinal))];

    [Fact]
    public void Every_script_file_is_a_script_of_the_store()
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
        Assert.Contains(header, line => line.StartsWith("-- KEYS: 1 tag prefix", StringComparison.Ordinal));
        Assert.Contains(header, line => line.StartsWith("-- ARGV: ", StringComparison.Ordinal));
        Assert.Contains(header, line => line.StartsWith("-- Returns: ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_declares_every_key_it_is_given(string file)
    {
        var text = new ScriptSource().Read(file[..^4]);
        var used = KeyIndex().Matches(text).Select(match => int.Parse(match.Groups[1].Value, null)).DefaultIfEmpty(1).Max();
        var keys = ScriptSource.ReadFile(file).Split('\n').First(line => line.StartsWith("-- KEYS:", StringComparison.Ordinal));
        Assert.Contains($"{used} ", keys);
    }

    [Theory]
    [MemberData(nameof(Includes))]
    public void An_include_begins_with_its_purpose_and_is_used(string file)
    {
        Assert.StartsWith("-- ", ScriptSource.ReadFile(file));
        var mark = "-- @include " + file["include/".Length..^4];
        Assert.Contains(Scripts, script => ScriptSource.ReadFile(script.Data).Split('\n').Contains(mark));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_walks_no_keyspace_and_no_list_and_parses_no_json_and_takes_no_key_from_elsewhere(string file)
    {
        var text = new ScriptSource().Read(file[..^4]);
        Assert.DoesNotMatch("'(KEYS|SCAN|HSCAN|SSCAN|ZSCAN|LREM|SORT)'", text);
        Assert.DoesNotContain("cjson", text);
        Assert.DoesNotContain("jobbers:", text);
        Assert.DoesNotContain("@include", text);
    }

    [Fact]
    public void The_clock_of_every_script_is_the_one_include()
    {
        var swapped = new StoreScripts(new ScriptSource("local now, now_text = 7, '7'"));
        Assert.All(swapped.All, script => Assert.DoesNotContain("'TIME'", script.Text));
    }

    [GeneratedRegex(@"KEYS\[(\d+)\]")]
    private static partial Regex KeyIndex();
}
