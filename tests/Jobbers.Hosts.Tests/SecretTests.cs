namespace Jobbers.Hosts.Tests;

public class SecretTests : ManagerTests
{
    private const string Parameters = """
        {"pin":"s3cret","amount":5,"cards":[{"number":"s3cret","name":"a"},{"number":null}],"accounts":{"x":{"secret":"s3cret","open":1}},"number":"n"}
        """;

    [Fact]
    public async Task What_is_sensitive_is_stored_and_never_shown()
    {
        var id = await Manager.SubmitAsync("pay", Parameters);
        var repeat = (await Manager.PostAsync("/tasks", $$"""{"name":"pay","params":{{Parameters}}}""")).Is(200);
        await Manager.Worker.CompleteAsync("default", """{"receipt":"s3cret","ok":true}""");

        Answer[] answers =
        [
            repeat,
            await Manager.GetAsync($"/tasks/{id}"),
            await Manager.GetAsync($"/tasks/{id}/wait"),
            await Manager.GetAsync("/tasks?status=completed"),
            await Manager.PostAsync($"/tasks/{id}/resubmit"),
            await Manager.GetAsync("/tasks"),
        ];

        Assert.All(answers, answer => Assert.DoesNotContain("s3cret", answer.Is(200).Text, StringComparison.Ordinal));
        Assert.Equal(
            """{"pin":"***","amount":5,"cards":[{"number":"***","name":"a"},{"number":null}],"accounts":{"x":{"secret":"***","open":1}},"number":"n"}""",
            answers[1]["params"].GetRawText());
        Assert.Equal("""{"receipt":"***","ok":true}""", answers[1]["result"].GetRawText());
        var stored = (await Manager.Store.Queries.GetAsync([Ulid.Parse(id)], TestContext.Current.CancellationToken))[0]!;
        Assert.Contains("s3cret", System.Text.Encoding.UTF8.GetString(stored.Parameters.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_task_that_is_not_declared_here_nothing_is_shown()
    {
        var id = Ulid.NewUlid();
        await Manager.Store.Submission.SubmitAsync(
            [new Storage.SubmitRequest { Id = id, Name = "pay", Version = 9, Queue = "default", Parameters = "{\"pin\":\"s3cret\"}"u8.ToArray() }],
            TestContext.Current.CancellationToken);

        var task = (await Manager.GetAsync($"/tasks/{id}")).Is(200);

        Assert.Equal(9, task["version"].GetInt32());
        Assert.False(task.Has("params"));
    }
}
