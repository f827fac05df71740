using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jobbers.Hosts.CommandLine;

namespace Jobbers.Hosts.Tests.CommandLine;

/// <summary>Help that teaches: examples that are taken as they stand, exit codes, what the environment sets.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Taught => [.. HelpTexts.Examples.Keys];

    [Theory]
    [MemberData(nameof(Taught))]
    public async Task Every_command_shows_examples_and_exit_codes(string words)
    {
        var (code, output, error) = await RunAsync([.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Examples:", output, StringComparison.Ordinal);
        Assert.Contains("2  called or configured wrongly", output, StringComparison.Ordinal);
        Assert.DoesNotContain("{0}", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 200, line));
    }

    [Theory]
    [InlineData("manager", "JOBBERS_API_KEYS")]
    [InlineData("dev", "JOBBERS_API_KEYS")]
    [InlineData("worker", "REDIS_URL")]
    [InlineData("cleaner", "REDIS_URL")]
    [InlineData("dev", "not used by dev")]
    [InlineData("scheduler", "SQL_PATH")]
    [InlineData("tasks", "JOBBERS_API_KEY ")]
    [InlineData("queues", "JOBBERS_API_KEY ")]
    public async Task Processes_tell_what_the_environment_sets(string verb, string variable) =>
        Assert.Contains(variable, (await RunAsync(verb, "--help")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("manager", "not used by dev")]
    [InlineData("keys", "JOBBERS_API_KEY ")]
    public async Task What_does_not_concern_a_command_is_left_out(string verb, string text) =>
        Assert.DoesNotContain(text, (await RunAsync(verb, "--help")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("See 'PROGRAM --help'.", "wurker")]
    [InlineData("See 'PROGRAM worker --help'.", "worker", "--nonsense")]
    [InlineData("There is no option '--nonsense' here.\n\nSee 'PROGRAM worker --help'.", "worker", "--nonsense")]
    [InlineData("There is no option '--concurrent' here; did you mean --concurrent-tasks?\n\nSee 'PROGRAM worker --help'.", "worker", "--concurrent", "0")]
    [InlineData("There is no option '--concurent-tasks' here; did you mean --concurrent-tasks?\n\nSee 'PROGRAM worker --help'.", "worker", "--concurent-tasks=0")]
    [InlineData("There is no command 'wurker' here; did you mean worker?\n\nSee 'PROGRAM --help'.", "wurker")]
    [InlineData("There is no command '5' here.\n\nSee 'PROGRAM worker --help'.", "worker", "5")]
    [InlineData("There is no option '--statu' here; did you mean --status?\n\nSee 'PROGRAM tasks cancel --help'.", "tasks", "cancel", "--statu=a")]
    [InlineData("There is no option '--statu' here; did you mean --status?\n\nSee 'PROGRAM tasks cancel --help'.", "tasks", "cancel", "--statu", "a")]
    [InlineData("There is no option '--statu' here; did you mean --status?\n\nSee 'PROGRAM tasks cancel --help'.", "tasks", "cancel", "--queue", "--statu=a")]
    [InlineData("There is no option '-q' here.\n\nSee 'PROGRAM tasks cancel --help'.", "tasks", "cancel", "-q", "default")]
    [InlineData("There is no option '--jsn' here; did you mean --json?\n\nSee 'PROGRAM tasks show --help'.", "tasks", "show", "--jsn")]
    [InlineData("There is no option '--timeot' here; did you mean --timeout?\n\nSee 'PROGRAM tasks wait --help'.", "tasks", "wait", "--timeot", "5")]
    [InlineData("There is no option '--keep-retry' here; did you mean --keep-retry-count?\n\nSee 'PROGRAM tasks resubmit --help'.", "tasks", "resubmit", "--keep-retry")]
    [InlineData("There is no option '--al' here.\n\nSee 'PROGRAM queues pause --help'.", "queues", "pause", "--al")]
    [InlineData("There is no option '--rol' here; did you mean --role?\n\nSee 'PROGRAM keys new --help'.", "keys", "new", "--rol=viewer")]
    [InlineData("There is no option '--output' here.\n\nSee 'PROGRAM openapi --help'.", "openapi", "--output=a.json")]
    [InlineData("There is no option '--file' here.\n\nSee 'PROGRAM contracts write --help'.", "contracts", "write", "--file")]
    [InlineData("There is no option '--url' here; did you mean --urls?\n\nSee 'PROGRAM dev --help'.", "dev", "--store", "--url")]
    [InlineData("'' is no task id: 26 characters of Crockford base32, as a submit answers it.", "tasks", "show", "")]
    [InlineData("'..' is no task id: 26 characters of Crockford base32, as a submit answers it.", "tasks", "wait", "..")]
    [InlineData("'.' is no task id: 26 characters of Crockford base32, as a submit answers it.", "tasks", "resubmit", ".")]
    [InlineData("'' cannot name a queue: 1 to 100 characters of [a-zA-Z0-9_.-].", "queues", "pause", "")]
    [InlineData("See 'PROGRAM tasks show --help'.", "tasks", "show")]
    [InlineData("See 'PROGRAM tasks --help'.", "tasks")]
    [InlineData("--stale-time is 'soon': it must be a number of seconds.\n\nSee 'PROGRAM cleaner --help'.", "cleaner", "--stale-time", "soon")]
    [InlineData("--timeout is '1m': it must be a number of seconds.\n\nSee 'PROGRAM tasks wait --help'.", "tasks", "wait", "01JBKR2E5F3G4H5J6K718M9N0P", "--timeout", "1m")]
    [InlineData("a key has one of viewer, submitter, operator, admin.", "keys", "new", "a", "--role", "king")]
    public async Task What_is_called_wrongly_is_said_on_the_error_output_only(string last, params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        Assert.Equal((2, ""), (code, output));
        var program = new System.CommandLine.RootCommand().Name;
        Assert.EndsWith(last.Replace("PROGRAM", program, StringComparison.Ordinal), error.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys", "new", "--json", "--", "--ci")]
    [InlineData("keys", "new", "--json", "-7")]
    public async Task What_looks_like_an_option_is_a_value_where_it_can_be_nothing_else(params string[] args) => Assert.Equal(0, (await RunAsync(args)).Code);

    [Fact]
    public async Task A_new_key_as_json_fits_its_entry()
    {
        var made = JsonElement.Parse((await RunAsync("keys", "new", "ci", "--role", "viewer", "--json")).Output);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(made.GetProperty("key").GetString()!)));
        Assert.Equal($"ci:viewer:{hash}", made.GetProperty("entry").GetString());
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new JobbersCommand(_ => { }).RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
