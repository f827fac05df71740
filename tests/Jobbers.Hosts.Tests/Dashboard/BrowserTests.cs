using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Jobbers.Hosts.Tests.Architecture;
using Jobbers.Hosts.Tests.Native;

namespace Jobbers.Hosts.Tests.Dashboard;

/// <summary>The dashboard of a native host, driven in Chromium as a user drives it.</summary>
public sealed partial class BrowserTests
{
    private const string Protected = "a_protected_manager_asks_for_the_key_and_keeps_it_in_the_tab";
    private const string Key = "a key for viewers, of this test alone";

    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests/Jobbers.Hosts.Tests/Dashboard/browser");
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(240);

    public static TheoryData<string> Scenarios => [.. Names()];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_user_can_rely_on(string scenario)
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string>();
        if (scenario == Protected)
            environment["JOBBERS_API_KEYS"] = $"tester:viewer:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}";
        await using var host = await NativeHost.StartAsync($"sqlite:{Path.Combine(folder.Path, "jobbers.db")}", environment);

        var (code, output) = await DriveAsync(scenario, host.Url);

        Assert.True(code == 0, $"{scenario}:\n{output}\n{host.Output}");
    }

    /// <summary>Within a program of one's own it lies below a path.</summary>
    [Theory]
    [InlineData("a_task_is_submitted_by_form_and_its_result_is_seen")]
    [InlineData("changes_arrive_without_reloading")]
    [InlineData("a_task_is_copied_as_a_line_that_submits_it_again")]
    public async Task A_user_can_rely_on_it_below_a_path(string scenario)
    {
        const string path = "/internal/jobs";
        using var folder = new TemporaryFolder();
        await using var host = await NativeHost.StartAsync($"sqlite:{Path.Combine(folder.Path, "jobbers.db")}", verb: "embedded", answers: $"{path}/health/ready");

        var (code, output) = await DriveAsync(scenario, host.Url + path);

        Assert.True(code == 0, $"{scenario}:\n{output}\n{host.Output}");
    }

    private static async Task<(int Code, string Output)> DriveAsync(string scenario, string url)
    {
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules")), "The browser driver is missing. Run ./build.sh test, which installs it, or 'npm ci' in " + Folder);
        var start = new ProcessStartInfo("node", ["run.mjs", scenario, url]) { WorkingDirectory = Folder, RedirectStandardError = true };
        start.Environment["JOBBERS_KEY"] = Key;
        using var node = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Deadline);
        // With its browser, which would go on without it.
        await using var ends = limit.Token.Register(() => node.Kill(entireProcessTree: true));
        var output = await node.StandardError.ReadToEndAsync(CancellationToken.None);
        await node.WaitForExitAsync(CancellationToken.None);
        return (node.ExitCode, output);
    }

    /// <summary>As the files of scenarios have them, so that none is forgotten here.</summary>
    private static IEnumerable<string> Names() =>
        Directory.GetFiles(Folder, "*scenarios.mjs").SelectMany(file => Scenario().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^  async (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Scenario();
}
