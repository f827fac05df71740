namespace Jobbers.Hosts.Tests;

public class DedupeTests : ManagerTests
{
    private const string Id = "01JBKR2E5F3G4H5J6K718M9N0P";

    [Fact]
    public async Task A_repeat_under_its_own_id_finds_the_task()
    {
        await Manager.SubmitAsync("echo", """{"a":1}""", $$""","id":"{{Id}}" """);

        var repeat = (await Manager.PostAsync("/tasks", $$"""{"name":"echo","params":{"a":1},"id":"{{Id.ToLowerInvariant()}}"}""")).Is(200);

        Assert.Equal(Id, repeat.Id);
        Assert.True(repeat["deduplicated"].GetBoolean());
        (await Manager.PostAsync("/tasks", $$"""{"name":"echo","params":{"a":2},"id":"{{Id}}"}""")).IsProblem(409);
    }

    [Fact]
    public async Task The_seed_readmes_own_id_is_read_as_people_write_ids()
    {
        var first = (await Manager.PostAsync("/tasks", """{"name":"echo","id":"01JBKR2E5F3G4H5J6K7L8M9N0P"}""")).Is(201);

        Assert.Equal(Id, first.Id);
        Assert.Equal(Id, (await Manager.GetAsync("/task-status/01JBKR2E5F3G4H5J6K7L8M9N0P")).Is(200).Id);
    }

    [Fact]
    public async Task A_repeat_under_its_idempotency_key_finds_the_task()
    {
        var first = (await SendAsync("""{"name":"echo","params":{"a":1}}""", "k1")).Is(201);
        var repeat = (await SendAsync("""{"name":"echo","params":{"a":1}}""", "k1")).Is(200);

        Assert.Equal(first.Id, repeat.Id);
        Assert.True(repeat["deduplicated"].GetBoolean());
        Assert.Equal("k1", repeat["idempotency_key"].GetString());
        (await SendAsync("""{"name":"echo","params":{"a":2}}""", "k1")).IsProblem(409);
        (await SendAsync("""{"name":"echo","params":{"a":2}}""", "k2")).Is(201);
    }

    [Theory]
    [InlineData("")]
    [InlineData(201)]
    public async Task An_idempotency_key_has_1_to_200_characters(object key) =>
        (await SendAsync("""{"name":"echo"}""", key as string ?? new string('k', (int)key))).IsInvalid("idempotency_key");

    [Fact]
    public async Task A_unique_task_waits_once()
    {
        var first = await Manager.SubmitAsync("pay", """{"pin":"1234"}""");

        var repeat = (await Manager.PostAsync("/tasks", """{"name":"pay","params":{"pin":"1234"}}""")).Is(200);

        Assert.Equal(first, repeat.Id);
        Assert.True(repeat["deduplicated"].GetBoolean());
        await Manager.Worker.CompleteAsync("default");
        (await Manager.PostAsync("/tasks", """{"name":"pay","params":{"pin":"1234"}}""")).Is(201);
        (await Manager.PostAsync($"/tasks/{first}/resubmit")).IsProblem(409);
    }

    private Task<Answer> SendAsync(string json, string key) =>
        Manager.SendAsync("POST", "/tasks", json, request => request.Headers.TryAddWithoutValidation("Idempotency-Key", key));
}
