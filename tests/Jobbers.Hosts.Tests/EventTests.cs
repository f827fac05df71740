using System.Text.Json;
using Jobbers.Storage;

namespace Jobbers.Hosts.Tests;

public class EventTests : ManagerTests
{
    [Fact]
    public async Task Changes_of_tasks_are_told()
    {
        using var stream = await OpenAsync("/events");

        var id = await Manager.SubmitAsync();
        await Manager.Worker.CompleteAsync();

        Assert.Equal([(id, "submitted"), (id, "started"), (id, "completed")], await stream.ChangesAsync(3));
    }

    [Fact]
    public async Task A_filter_leaves_out_the_rest()
    {
        var id = Ulid.NewUlid().ToString();
        using var byQueue = await OpenAsync("/events?queue=default");
        using var byStatus = await OpenAsync("/events?status=completed");
        using var byId = await OpenAsync($"/events?id={id}");

        var report = await Manager.SubmitAsync();
        await Manager.Worker.CompleteAsync();
        var echo = await Manager.SubmitAsync("echo", "{}");
        await Manager.SubmitAsync(more: $$""","id":"{{id}}" """);

        Assert.Equal([(echo, "submitted")], await byQueue.ChangesAsync(1));
        Assert.Equal([(report, "completed")], await byStatus.ChangesAsync(1));
        Assert.Equal([(id, "submitted")], await byId.ChangesAsync(1));
    }

    [Fact]
    public async Task A_listener_goes_on_where_it_was()
    {
        string position;
        using (var first = await OpenAsync("/events"))
        {
            await Manager.SubmitAsync();
            position = (await first.ReadAsync("tasks")).Id!;
        }

        var missed = await Manager.SubmitAsync();
        using var second = await OpenAsync("/events", position);

        Assert.Equal([(missed, "submitted")], await second.ChangesAsync(1));
    }

    [Fact]
    public async Task A_listener_that_comes_back_too_late_is_told_and_then_goes_on()
    {
        // Somebody listens all the while, so that the changes are written.
        using var other = await OpenAsync("/events");
        string position;
        using (var first = await OpenAsync("/events"))
        {
            await Manager.SubmitAsync();
            position = (await first.ReadAsync("tasks")).Id!;
        }

        for (var i = 0; i < 3; i++)
            await Manager.Store.Submission.SubmitAsync([.. Enumerable.Range(0, 500).Select(_ => Request())], TestContext.Current.CancellationToken);
        using var second = await OpenAsync("/events", position);

        var told = (await second.ReadAsync("reset")).Id!;
        Assert.NotEqual(position, told);
        var next = await Manager.SubmitAsync();
        Assert.Equal([(next, "submitted")], await second.ChangesAsync(1));
    }

    [Fact]
    public async Task Changes_of_queues_and_workers_are_told()
    {
        using var stream = await OpenAsync("/events");

        await Manager.PutAsync("/queues/q", "{}");
        await stream.ReadAsync("queues");
        Manager.Worker.Heartbeat(["reports"]);
        await stream.ReadAsync("workers");
    }

    [Theory]
    [InlineData("/events?queue=a%20b&status=x&id=y&more=1", "queue", "status", "id", "more")]
    public async Task What_is_not_valid_is_named(string path, params string[] names) => (await Manager.GetAsync(path)).IsInvalid(names);

    [Theory]
    [InlineData("x\ty")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_position_must_be_one(string position) =>
        (await Manager.SendAsync("GET", "/events", change: request => request.Headers.TryAddWithoutValidation("Last-Event-ID", position))).IsInvalid("Last-Event-ID");

    [Fact]
    public async Task Listeners_are_bounded_and_seats_come_back()
    {
        var streams = new List<EventReader>();
        try
        {
            for (var i = 0; i < Http.Events.EventSeats.Most; i++)
                streams.Add(await OpenAsync("/events"));
            Assert.NotNull((await Manager.GetAsync("/events")).IsProblem(503).Headers.RetryAfter);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }

        // The server learns of the hang-ups in its own time.
        for (var i = 0; i < 600; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            if (await EventReader.TryOpenAsync(Manager, "/events", null) is { } again)
            {
                again.Dispose();
                return;
            }
        }

        Assert.Fail("no seat came back");
    }

    private static SubmitRequest Request() => new()
    {
        Id = Ulid.NewUlid(),
        Name = "generate_report",
        Version = 1,
        Queue = "default",
        Parameters = """{"report_id":42}"""u8.ToArray(),
    };

    private async Task<EventReader> OpenAsync(string path, string? position = null) =>
        await EventReader.TryOpenAsync(Manager, path, position) ?? throw new InvalidOperationException("the stream was refused");
}
