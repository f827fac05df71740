using System.Text.Json;
using Jobbers.Hosts.CommandLine;
using Jobbers.Lifecycle;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Tests.CommandLine;

/// <summary>The admin commands against a served manager: what they print, what they change, how they end.</summary>
public sealed class AdminVerbTests : ManagerTests
{
    private const string Unknown = "01JBKR2E5F3G4H5J6K718M9N0P";

    [Fact]
    public async Task Tasks_list_shows_a_row_for_each_task_that_fits_the_filter()
    {
        var report = await Manager.SubmitAsync();
        var echo = await Manager.SubmitAsync("echo", "{}");

        var (code, output, _) = await RunAsync("tasks", "list", "--task-name", "generate_report");

        Assert.Equal(0, code);
        Assert.StartsWith("id ", output, StringComparison.Ordinal);
        Assert.Contains(report, output, StringComparison.Ordinal);
        Assert.DoesNotContain(echo, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_list_as_json_is_the_managers_own_answer_and_its_cursor_goes_on()
    {
        await Manager.SubmitAsync();
        await Manager.SubmitAsync();

        var first = JsonElement.Parse((await RunAsync("tasks", "list", "--limit", "1", "--json")).Output);
        var cursor = first.GetProperty("next_cursor").GetString()!;
        var second = JsonElement.Parse((await RunAsync("tasks", "list", "--limit", "1", "--cursor", cursor, "--json")).Output);

        Assert.NotEqual(OnlyId(first), OnlyId(second));
    }

    [Fact]
    public async Task A_filter_the_manager_refuses_is_said_with_what_is_allowed()
    {
        var (code, output, error) = await RunAsync("tasks", "list", "--status", "sleeping");

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("status must be one of submitted, ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_that_is_none_is_named_once()
    {
        var (_, _, error) = await RunAsync("tasks", "list", "--cursor", "zzz");

        Assert.Equal("cursor is not one that this listing returned; start again without it.", error.Trim());
    }

    [Fact]
    public async Task Tasks_show_prints_every_field_and_an_unknown_task_is_an_error()
    {
        var id = await Manager.SubmitAsync();

        var (code, output, _) = await RunAsync("tasks", "show", id);
        var missing = await RunAsync("tasks", "show", Unknown);

        Assert.Equal(0, code);
        Assert.Matches(@"status +submitted", output);
        Assert.Equal((1, ""), (missing.Code, missing.Output));
        Assert.Contains(Unknown, missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_cancel_cancels_all_it_can_and_says_by_its_code_that_one_was_not()
    {
        var id = await Manager.SubmitAsync();

        var both = await RunAsync("tasks", "cancel", id, Unknown);

        Assert.Equal(1, both.Code);
        Assert.Contains($"{id}  cancelled", both.Output, StringComparison.Ordinal);
        Assert.Contains($"{Unknown}  not_found", both.Output, StringComparison.Ordinal);
        Assert.Equal("cancelled", (await Manager.GetAsync($"/tasks/{id}"))["status"].GetString());
        Assert.Equal(0, (await RunAsync("tasks", "cancel", await Manager.SubmitAsync())).Code);
    }

    [Fact]
    public async Task Tasks_cancel_by_filter_goes_on_until_there_are_no_more()
    {
        const int tasks = 1500;
        foreach (var size in (int[])[1000, tasks - 1000])
            await Manager.PostAsync("/tasks/batch", $"[{string.Join(',', Enumerable.Repeat("""{"name":"echo"}""", size))}]");
        var other = await Manager.SubmitAsync();
        await Manager.Worker.ClaimAsync();

        var (code, output, error) = await RunAsync("tasks", "cancel", "--task-name", "echo", "--json");
        var running = await RunAsync("tasks", "cancel", "--queue", "reports");

        Assert.Equal((0, $$"""{"cancelled":{{tasks}},"cancellation_requested":0}""", ""), (code, output.Trim(), error));
        Assert.Equal("0 cancelled, 1 running ones asked to stop", running.Output.Trim());
        Assert.True((await Manager.GetAsync($"/tasks/{other}")).Has("cancel_requested_at"));
        Assert.Equal(2, (await RunAsync("tasks", "cancel")).Code);
        Assert.Equal(2, (await RunAsync("tasks", "cancel", other, "--queue", "reports")).Code);
    }

    [Theory]
    [InlineData("--tag=--odd")]
    [InlineData("--tag:--odd")]
    public async Task A_value_that_looks_like_an_option_is_given_behind_its_own(string filter)
    {
        var odd = await Manager.SubmitAsync(more: ""","tags":["--odd"]""");
        await Manager.SubmitAsync();

        var (code, output, _) = await RunAsync("tasks", "list", filter, "--json");

        Assert.Equal((0, odd), (code, OnlyId(JsonElement.Parse(output))));
    }

    [Fact]
    public async Task A_value_that_begins_with_an_at_sign_is_no_file()
    {
        var odd = await Manager.SubmitAsync(more: ""","tags":["@home"]""");

        var (code, output, _) = await RunAsync("tasks", "list", "--tag", "@home", "--json");

        Assert.Equal((0, odd), (code, OnlyId(JsonElement.Parse(output))));
    }

    [Fact]
    public async Task Tasks_wait_ends_with_the_task_and_says_by_its_code_how_it_ended()
    {
        var (good, bad, slow) = (await Manager.SubmitAsync(), await Manager.SubmitAsync(), await Manager.SubmitAsync());
        var waits = new[] { RunAsync("tasks", "wait", good, "--json"), RunAsync("tasks", "wait", bad) };
        await Manager.Worker.CompleteAsync(result: """{"n":1}""");
        await Manager.Worker.FailAsync();

        var (completed, failed, late) = (await waits[0], await waits[1], await RunAsync("tasks", "wait", slow, "--timeout", "0"));

        Assert.Equal((0, 1, 1), (completed.Code, failed.Code, late.Code));
        Assert.Equal(1, JsonElement.Parse(completed.Output).GetProperty("result").GetProperty("n").GetInt32());
        Assert.Matches("error +ConnectionError: upstream timed out", failed.Output);
        Assert.Matches("dead_letter +true", failed.Output);
        Assert.Contains("has not ended within 0 s", late.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("tasks", "wait", Unknown)).Code);
        Assert.Equal(2, (await RunAsync("tasks", "wait", slow, "--timeout", "-1")).Code);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Tasks_resubmit_starts_the_retry_count_anew_unless_told_to_keep_it(bool keeps, int retryAttempt)
    {
        var id = await Manager.SubmitAsync();
        await Manager.Worker.SettleAsync(await Manager.Worker.ClaimAsync(), OutcomeKind.Retry, failure: AttemptFailure.From("Slow", "slow"));
        await Manager.Worker.FailAsync();

        var (code, output, _) = await RunAsync(["tasks", "resubmit", id, .. keeps ? ["--keep-retry-count"] : Array.Empty<string>()]);

        Assert.Equal((0, $"{id}  submitted"), (code, output.Trim()));
        Assert.Equal(retryAttempt, (await Manager.GetAsync($"/tasks/{id}"))["retry_attempt"].GetInt32());
        Assert.Equal(1, (await RunAsync("tasks", "resubmit", id)).Code);
    }

    [Fact]
    public async Task Queues_are_listed_paused_and_resumed()
    {
        Assert.Equal(["default", "reports"], Lines((await RunAsync("queues", "list")).Output));

        Assert.Equal("reports  paused", (await RunAsync("queues", "pause", "reports")).Output.Trim());
        Assert.True((await Manager.GetAsync("/queues/reports/config"))["queue"].GetProperty("paused").GetBoolean());

        var resumed = await RunAsync("queues", "resume", "reports");
        Assert.Equal((0, "reports  resumed"), (resumed.Code, resumed.Output.Trim()));
        Assert.False((await Manager.GetAsync("/queues/reports/config"))["queue"].GetProperty("paused").GetBoolean());
        Assert.Equal(1, (await RunAsync("queues", "pause", "absent")).Code);
    }

    [Fact]
    public async Task Control_characters_that_a_task_wrote_do_not_reach_the_terminal()
    {
        var id = await Manager.SubmitAsync();
        await Manager.Worker.SettleAsync(await Manager.Worker.ClaimAsync(), OutcomeKind.Failed, failure: AttemptFailure.From("Bad", "red \u001b[31m text"));

        foreach (string[] command in new string[][] { ["tasks", "show", id], ["tasks", "list"] })
            Assert.DoesNotContain('\u001b', (await RunAsync(command)).Output);
    }

    [Fact]
    public async Task A_manager_that_is_not_there_or_a_wrong_address_is_said_in_one_sentence()
    {
        using var error = new StringWriter();
        Assert.Equal(1, await Command().RunAsync(["queues", "list", "--url", "http://127.0.0.1:1"], TextWriter.Null, error));
        Assert.Contains("No manager answers at http://127.0.0.1:1/", error.ToString(), StringComparison.Ordinal);
        Assert.Single(Lines(error.ToString()));

        using var wrong = new StringWriter();
        Assert.Equal(2, await Command().RunAsync(["queues", "list", "--url", "localhost"], TextWriter.Null, wrong));
        Assert.Contains("--url is 'localhost'", wrong.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task Another_service_that_answers_in_JSON_is_told_from_a_manager(string json)
    {
        await using var other = await Gateway.ServeAsync(http => http.Response.WriteAsync(json));
        foreach (string[] command in new string[][]
        {
            ["queues", "list"], ["queues", "pause", "reports"], ["tasks", "list"], ["tasks", "show", Unknown], ["tasks", "wait", Unknown],
            ["tasks", "resubmit", Unknown], ["tasks", "submit", "echo"], ["tasks", "cancel", Unknown], ["tasks", "cancel", "--queue", "reports"],
        })
        {
            using var error = new StringWriter();
            var code = await Command().RunAsync([.. command, "--url", other.Urls.First()], TextWriter.Null, error);

            Assert.True(code == 1 && error.ToString().Contains("is no manager of Jobbers", StringComparison.Ordinal), $"{string.Join(' ', command)}: {code} {error}");
        }
    }

    [Fact]
    public async Task A_manager_below_a_path_is_found_there()
    {
        await using var gateway = await Gateway.ServeAsync(async http =>
        {
            var isBelow = http.Request.Path.StartsWithSegments("/team/jobs", StringComparison.Ordinal, out var path);
            await http.Response.WriteAsync(isBelow ? (await Manager.GetAsync($"{path}{http.Request.QueryString}")).Text : "<html>not here</html>");
        });
        var id = await Manager.SubmitAsync();

        foreach (var end in (string[])["", "/"])
        {
            using var output = new StringWriter();
            Assert.Equal(0, await Command().RunAsync(["tasks", "list", "--url", $"{gateway.Urls.First()}/team/jobs{end}"], output, TextWriter.Null));
            Assert.Contains(id, output.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(2, await Command().RunAsync(["tasks", "list", "--url", $"{gateway.Urls.First()}/team?a=b"], TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public async Task A_manager_with_keys_is_told_the_key_of_the_environment_and_asks_for_one_without_it()
    {
        await using var locked = await Manager.StartAsync(keys: $"ops:viewer:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("secret"u8))}");
        string[] command = ["queues", "list", "--url", locked.Address.ToString()];

        using var error = new StringWriter();
        Assert.Equal(1, await Command().RunAsync(command, TextWriter.Null, error));
        Assert.Contains("JOBBERS_API_KEY", error.ToString(), StringComparison.Ordinal);

        Environment.SetEnvironmentVariable("JOBBERS_API_KEY", "secret");
        try
        {
            Assert.Equal(0, await Command().RunAsync(command, TextWriter.Null, TextWriter.Null));

            Environment.SetEnvironmentVariable("JOBBERS_API_KEY", "ключ");
            using var unsendable = new StringWriter();
            Assert.Equal(2, await Command().RunAsync(command, TextWriter.Null, unsendable));
            Assert.StartsWith("JOBBERS_API_KEY must be of ASCII characters", unsendable.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("JOBBERS_API_KEY", null);
        }
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Command().RunAsync([.. args, "--url", Manager.Address.ToString()], output, error);
        return (code, output.ToString(), error.ToString());
    }

    private static JobbersCommand Command() => new(_ => { });

    private static string OnlyId(JsonElement page) => Assert.Single(page.GetProperty("tasks").EnumerateArray()).GetProperty("id").GetString()!;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
