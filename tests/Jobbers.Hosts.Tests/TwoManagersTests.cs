using System.Collections.Concurrent;
using Jobbers.Lifecycle;

namespace Jobbers.Hosts.Tests;

/// <summary>Two managers on one store, each with connections of its own: what one did the other knows, at once.</summary>
public abstract class TwoManagersTests : IAsyncLifetime
{
    private TestStore _place = null!;
    private Manager _first = null!;
    private Manager _second = null!;

    private protected abstract string Engine { get; }

    public async ValueTask InitializeAsync()
    {
        _place = await TestStore.CreateAsync(Engine);
        _first = await Manager.StartAsync(place: _place);
        _second = await Manager.StartAsync(place: _place);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        await _place.DisposeAsync();
        Assert.Empty(_first.Log.Failures);
        Assert.Empty(_second.Log.Failures);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_wait_at_one_ends_with_what_happens_through_the_other()
    {
        var id = await _first.SubmitAsync();
        var cancelled = await _first.SubmitAsync(more: ""","delay":600""");
        var waits = new[] { _second.GetAsync($"/tasks/{id}/wait?timeout=30"), _second.GetAsync($"/tasks/{cancelled}/wait?timeout=30") };

        await _first.Worker.CompleteAsync(result: """{"ok":true}""");
        (await _first.PostAsync($"/tasks/{cancelled}/cancel")).Is(200);

        Assert.True((await waits[0]).Is(200)["result"].GetProperty("ok").GetBoolean());
        Assert.Equal("cancelled", (await waits[1]).Is(200)["status"].GetString());
    }

    [Fact]
    public async Task Listeners_of_one_hear_what_happens_through_the_other()
    {
        using var stream = await EventReader.TryOpenAsync(_second, "/events", null) ?? throw new InvalidOperationException("refused");

        var id = await _first.SubmitAsync();
        await _first.Worker.CompleteAsync();
        await _first.PutAsync("/queues/q", "{}");

        Assert.Equal([(id, "submitted"), (id, "started"), (id, "completed")], await stream.ChangesAsync(3));
        await stream.ReadAsync("queues");
    }

    [Fact]
    public async Task A_listener_goes_on_at_the_other_where_it_was_at_the_one()
    {
        string position;
        using (var stream = await EventReader.TryOpenAsync(_first, "/events", null) ?? throw new InvalidOperationException("refused"))
        {
            await _first.SubmitAsync();
            position = (await stream.ReadAsync("tasks")).Id!;
        }

        var missed = await _first.SubmitAsync();
        using var next = await EventReader.TryOpenAsync(_second, "/events", position) ?? throw new InvalidOperationException("refused");
        var seen = await _second.SubmitAsync();

        Assert.Equal([(missed, "submitted"), (seen, "submitted")], await next.ChangesAsync(2));
    }

    [Fact]
    public async Task What_one_changed_the_other_shows_in_its_next_answer()
    {
        for (var round = 1; round <= 30; round++)
        {
            var (one, other) = round % 2 == 0 ? (_first, _second) : (_second, _first);
            (await one.PutAsync("/queues/q", $$"""{"max_concurrent":{{round}}}""")).Is(200);
            Assert.Equal(round, (await other.GetAsync("/queues/q/config")).Is(200)["queue"].GetProperty("max_concurrent").GetInt32());
            (await other.PostAsync("/queues/q/pause")).Is(200);
            Assert.True((await one.GetAsync("/queues/q")).Is(200)["queue"].GetProperty("paused").GetBoolean());
            (await one.PutAsync("/roles/r", """["q"]""")).Is(200);
            Assert.Equal(["q"], (await other.GetAsync("/roles/r")).Is(200).Strings("queues"));
            (await other.DeleteAsync("/roles/r")).Is(200);
            (await one.GetAsync("/roles/r")).IsProblem(404);
            (await one.DeleteAsync("/queues/q")).Is(200);
            (await other.PostAsync("/tasks", """{"name":"echo","queue":"q"}""")).IsInvalid("queue");
            (await other.GetAsync("/queues/q/config")).IsProblem(404);
        }
    }

    [Fact]
    public async Task Under_load_every_change_is_won_once_and_both_end_with_the_same_answers()
    {
        const int rounds = 40;
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(new[] { _first, _second }.Select(manager => SubmitUntilAsync(manager, stop.Token)));
        var created = new ConcurrentBag<int>();
        var limits = new ConcurrentBag<int>();
        await Task.WhenAll(new[] { _first, _second }.Select(async (manager, who) =>
        {
            for (var i = 0; i < rounds; i++)
            {
                if ((await manager.PostAsync("/queues", $$"""{"name":"n{{i}}","max_length":{{who + 1}}}""")).Status == 201)
                    created.Add(i);
                var limit = (i * 2) + who + 1;
                (await manager.PutAsync("/queues/shared", $$"""{"max_concurrent":{{limit}}}""")).Is(200);
                limits.Add(limit);
            }
        }));
        await stop.CancelAsync();
        await load;

        Assert.Equal(Enumerable.Range(0, rounds), created.Order());
        foreach (var path in (string[])["/queues", "/queues/shared/config", "/roles", "/roles/default", .. Enumerable.Range(0, rounds).Select(i => $"/queues/n{i}/config")])
            Assert.Equal((await _first.GetAsync(path)).Is(200).Text, (await _second.GetAsync(path)).Is(200).Text);
        Assert.Contains((await _first.GetAsync("/queues/shared/config"))["queue"].GetProperty("max_concurrent").GetInt32(), limits);
        Assert.Equal((await _first.GetAsync("/stats"))["counts"].GetRawText(), (await _second.GetAsync("/stats"))["counts"].GetRawText());
    }

    [Fact]
    public async Task The_same_task_sent_to_both_at_once_is_stored_once()
    {
        for (var i = 0; i < 20; i++)
        {
            var body = $$"""{"name":"echo","params":{"n":{{i}}},"id":"{{Ulid.NewUlid()}}"}""";
            var answers = await Task.WhenAll(_first.PostAsync("/tasks", body), _second.PostAsync("/tasks", body));

            Assert.Equal([200, 201], answers.Select(answer => answer.Status).Order());
            Assert.Equal(answers[0].Id, answers[1].Id);
        }
    }

    [Fact]
    public async Task A_cancel_at_both_cancels_once()
    {
        var id = await _first.SubmitAsync();

        var answers = await Task.WhenAll(_first.PostAsync($"/tasks/{id}/cancel"), _second.PostAsync($"/tasks/{id}/cancel"));

        Assert.Equal([200, 409], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task A_forced_delete_at_one_is_ended_by_whoever_lives()
    {
        await _first.SubmitAsync();
        var claim = await _first.Worker.ClaimAsync();
        (await _first.DeleteAsync("/queues/reports?force=true")).Is(202);

        await _first.Worker.SettleAsync(claim, OutcomeKind.Completed);

        for (var looks = 0; (await _second.GetAsync("/queues/reports/config")).Status != 404; looks++)
        {
            Assert.True(looks < 3000, "the queue is still there");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task SubmitUntilAsync(Manager manager, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            (await manager.PostAsync("/tasks", """{"name":"echo"}""")).Is(201);
    }
}
