using Jobbers.Hosts.CommandLine;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Tests.CommandLine;

/// <summary>A manager that goes away while a task's end is waited for, as when it is started anew behind its gateway.</summary>
public sealed class TaskWaitOutageTests
{
    private const string Id = "01JBKR2E5F3G4H5J6K718M9N0P";
    private const string Started = $$"""{"id":"{{Id}}","status":"started"}""";
    private const string Completed = $$"""{"id":"{{Id}}","status":"completed"}""";

    private static readonly (int Status, string Body) StillRuns = (204, "");
    private static readonly (int Status, string Body) Silence = (-1, "");

    [Fact]
    public async Task Once_it_has_answered_its_return_is_waited_for()
    {
        var (code, output, error, left) = await WaitAsync(
            "600", StillRuns, (200, Started), (502, "<html>bad gateway</html>"), (0, ""), (503, """{"detail":"The store is away."}"""), (200, Completed));

        Assert.Equal((0, "", 0), (code, error, left));
        Assert.Matches("status +completed", output);
    }

    [Theory]
    [InlineData(503, """{"detail":"The store is away."}""", "The store is away.")]
    [InlineData(502, "<html>bad gateway</html>", "is no manager of Jobbers")]
    [InlineData(0, "", "No manager answers at ")]
    public async Task One_that_never_answered_is_not(int status, string body, string said)
    {
        var (code, _, error, left) = await WaitAsync("600", (status, body), (200, Completed));

        Assert.Equal((1, 1), (code, left));
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_outage_ends_the_wait()
    {
        var (code, _, error, left) = await WaitAsync("600", StillRuns, (200, Started), (404, """{"detail":"There is no such task."}"""), (200, Completed));

        Assert.Equal((1, 1), (code, left));
        Assert.Contains("There is no such task.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_longer_than_was_asked_for()
    {
        var (code, _, error, left) = await WaitAsync("1", StillRuns, (200, Completed));

        Assert.Equal((1, 1), (code, left));
        Assert.Contains("has not ended within 1 s", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_for_the_answer_of_a_manager_that_hangs()
    {
        var (code, _, error, left) = await WaitAsync("2", StillRuns, (200, Started), Silence);

        Assert.Equal((1, 0), (code, left));
        Assert.Contains("has not ended within 2 s", error, StringComparison.Ordinal);
    }

    /// <param name="timeout">Seconds.</param>
    /// <param name="answers">What is answered, in order; a status of 0 breaks the connection, one below leaves it open.</param>
    private static async Task<(int Code, string Output, string Error, int Left)> WaitAsync(string timeout, params (int Status, string Body)[] answers)
    {
        var left = new Queue<(int Status, string Body)>(answers);
        await using var gateway = await Gateway.ServeAsync(http => AnswerAsync(http, left.Dequeue()));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new JobbersCommand(_ => { }).RunAsync(["tasks", "wait", Id, "--timeout", timeout, "--url", gateway.Urls.First()], output, error);
        return (code, output.ToString(), error.ToString(), left.Count);
    }

    private static Task AnswerAsync(HttpContext http, (int Status, string Body) answer)
    {
        if (answer.Status < 0)
            return Task.Delay(Timeout.Infinite, http.RequestAborted);
        if (answer.Status == 0)
            return Gateway.HangUpAsync(http);

        http.Response.StatusCode = answer.Status;
        return answer.Body.Length == 0 ? Task.CompletedTask : http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }
}
