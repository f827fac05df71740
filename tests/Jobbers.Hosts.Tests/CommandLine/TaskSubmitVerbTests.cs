using System.Text.Json;
using Jobbers.Hosts.CommandLine;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Tests.CommandLine;

/// <summary><c>tasks submit</c> against a served manager: what it stores, what it prints, how it ends.</summary>
public sealed class TaskSubmitVerbTests : ManagerTests
{
    private const string Own = "01JBKR2E5F3G4H5J6K718M9N0P";

    [Fact]
    public async Task A_task_is_stored_as_it_was_told()
    {
        var (code, output, error) = await RunAsync(
            "generate_report", "--params", """{"report_id":42}""", "--priority", "7", "--delay", "3600", "--tag", "nightly", "--tag", "@home", "--task-version", "1");

        var (id, status) = (output.Split("  ")[0], output.Trim().Split("  ")[1]);
        var stored = await Manager.GetAsync($"/tasks/{id}");
        Assert.Equal((0, "scheduled", ""), (code, status, error));
        Assert.Equal(("generate_report", 7, 42), (stored["name"].GetString(), stored["priority"].GetInt32(), stored["params"].GetProperty("report_id").GetInt32()));
        Assert.Equal(["nightly", "@home"], stored["tags"].EnumerateArray().Select(tag => tag.GetString()!));
    }

    [Fact]
    public async Task Under_an_id_or_an_idempotency_key_it_is_stored_once()
    {
        string[] named = ["echo", "--id", Own], keyed = ["echo", "--idempotency-key", "1. Jänner"];
        foreach (var command in (string[][])[named, named])
            Assert.Equal((0, $"{Own}  submitted"), await ShortlyAsync(command));

        var first = await ShortlyAsync(keyed);
        Assert.Equal(first, await ShortlyAsync(keyed));
        Assert.Equal("1. Jänner", (await Manager.GetAsync($"/tasks/{first.Output.Split("  ")[0]}"))["idempotency_key"].GetString());
        Assert.Equal(2, (await Manager.GetAsync("/tasks"))["tasks"].GetArrayLength());
    }

    [Fact]
    public async Task Parameters_come_from_a_file_as_well()
    {
        var path = Path.GetTempFileName();
        try
        {
            // As an editor on Windows saves it.
            await File.WriteAllTextAsync(path, "\ufeff{ \"report_id\": 43 }\r\n", TestContext.Current.CancellationToken);
            var (code, output) = await ShortlyAsync("generate_report", "--params-file", path);

            Assert.Equal(0, code);
            Assert.Equal(43, (await Manager.GetAsync($"/tasks/{output.Split("  ")[0]}"))["params"].GetProperty("report_id").GetInt32());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_wait_the_end_is_shown_and_decides_the_code(bool fails)
    {
        var submit = RunAsync("echo", "--wait", "--json");
        var claim = await ClaimAsync();
        if (fails)
            await Manager.Worker.SettleAsync(claim, OutcomeKind.Failed, failure: AttemptFailure.From("Bad", "bad"));
        else
            await Manager.Worker.SettleAsync(claim, OutcomeKind.Completed);

        var (code, output, _) = await submit;

        Assert.Equal((fails ? 1 : 0, fails ? "failed" : "completed"), (code, JsonElement.Parse(output).GetProperty("status").GetString()));
    }

    [Fact]
    public async Task An_end_that_does_not_come_in_time_is_said_with_the_id()
    {
        var (code, output, error) = await RunAsync("echo", "--wait", "--timeout", "0");

        var id = output.Split("  ")[0];
        Assert.Equal((1, $"{id}  submitted"), (code, output.Trim()));
        Assert.Contains($"'tasks wait {id}'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name no task 'ecko' is registered", "ecko")]
    [InlineData("params.report_id must be at least 1.", "generate_report", "--params", """{"report_id":0}""")]
    [InlineData("priority must be ", "echo", "--priority", "12")]
    [InlineData("run_at must be ", "echo", "--run-at", "tomorrow")]
    public async Task What_the_manager_refuses_is_said_by_its_fields(string said, params string[] command)
    {
        var (code, output, error) = await RunAsync(command);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith(said, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--params is no JSON (line 1, byte 2).", "echo", "--params", "{report_id:42}")]
    [InlineData("--params and --params-file both say", "echo", "--params", "{}", "--params-file", "-")]
    [InlineData("--params-file /absent/p.json cannot be read: ", "echo", "--params-file", "/absent/p.json")]
    [InlineData("--timeout is how long to wait", "echo", "--timeout", "5")]
    [InlineData("--timeout must be seconds from 0 to 86400.", "echo", "--wait", "--timeout", "-1")]
    [InlineData("--idempotency-key must have no control characters", "echo", "--idempotency-key", "a\nb")]
    [InlineData("--idempotency-key is empty", "echo", "--idempotency-key", "")]
    [InlineData("--delay is 'NaN': it must be a number of seconds.", "echo", "--delay", "NaN")]
    [InlineData("--priority is 'high': it must be a whole number.", "echo", "--priority", "high")]
    public async Task A_wrong_call_submits_nothing(string said, params string[] command)
    {
        var (code, output, error) = await RunAsync(command);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(said, error, StringComparison.Ordinal);
        Assert.Equal(0, (await Manager.GetAsync("/tasks"))["tasks"].GetArrayLength());
    }

    [Fact]
    public async Task A_lost_answer_is_said_with_what_stores_it_once()
    {
        await using var gateway = await Gateway.ServeAsync(Gateway.HangUpAsync);
        using var error = new StringWriter();
        string[] command = ["tasks", "submit", "echo", "--url"];

        Assert.Equal(1, await new JobbersCommand(_ => { }).RunAsync([.. command, gateway.Urls.First()], TextWriter.Null, error));
        Assert.Matches("'tasks show ([0-9A-Z]{26})' tells, and the same command with --id \\1 stores it once", error.ToString());

        using var unsent = new StringWriter();
        Assert.Equal(1, await new JobbersCommand(_ => { }).RunAsync([.. command, "http://127.0.0.1:1"], TextWriter.Null, unsent));
        Assert.DoesNotContain("--id", unsent.ToString(), StringComparison.Ordinal);
    }

    private async Task<ClaimedTask> ClaimAsync()
    {
        while ((await Manager.GetAsync("/tasks"))["tasks"].GetArrayLength() == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        return await Manager.Worker.ClaimAsync("default");
    }

    private async Task<(int Code, string Output)> ShortlyAsync(params string[] command)
    {
        var (code, output, _) = await RunAsync(command);
        return (code, output.Trim());
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new JobbersCommand(_ => { }).RunAsync(["tasks", "submit", .. command, "--url", Manager.Address.ToString()], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
