using Jobbers.Sqlite.Engine;

namespace Jobbers.Sqlite.Tests;

/// <summary>The store's clock never runs back, and meets the wall again at half speed.</summary>
public sealed class StoreClockTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SteppingTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _file.Dispose();

    [Fact]
    public void With_a_wall_that_runs_it_is_the_wall()
    {
        var clock = new StoreClock(_time);
        _time.Pass(TimeSpan.FromSeconds(7));
        Assert.Equal(_time.GetUtcNow(), Micros.ToTime(clock.Read(0)));
    }

    [Fact]
    public void When_the_wall_steps_back_it_goes_on_at_half_speed_until_they_meet()
    {
        var clock = new StoreClock(_time);
        var before = clock.Read(0);
        _time.StepWall(TimeSpan.FromSeconds(-30));
        Assert.Equal(before, clock.Read(0));
        _time.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(10), Micros.ToSpan(clock.Read(0) - before));
        _time.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(_time.GetUtcNow(), Micros.ToTime(clock.Read(0)));
    }

    [Fact]
    public void Reading_it_often_does_not_hold_it_up()
    {
        var clock = new StoreClock(_time);
        var before = clock.Read(0);
        _time.StepWall(TimeSpan.FromHours(-1));
        for (var i = 0; i < 1000; i++)
        {
            _time.Pass(TimeSpan.FromMicroseconds(1));
            clock.Read(0);
        }

        Assert.Equal(500, clock.Read(0) - before);
    }

    [Fact]
    public async Task A_store_that_is_opened_with_the_wall_set_back_goes_on_from_its_last_write_and_says_so()
    {
        await using (var store = await SqliteHarness.OpenAsync(_file.Path, _time))
            await store.Submission.SubmitAsync([Tasks.One()], TestContext.Current.CancellationToken);
        var last = _time.GetUtcNow();
        _time.StepWall(TimeSpan.FromMinutes(-5));
        await using var again = await SqliteHarness.OpenAsync(_file.Path, _time);
        var health = await again.Upkeep.CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal(last, health.StoreTime);
        Assert.Contains("5 min ahead", Assert.Single(health.Warnings), StringComparison.Ordinal);
        var answer = Assert.Single(await again.Submission.SubmitAsync([Tasks.One()], TestContext.Current.CancellationToken));
        Assert.True(answer.SubmittedAt >= last);
    }

    [Fact]
    public async Task A_small_lead_is_no_warning()
    {
        await using var store = await SqliteHarness.OpenAsync(_file.Path, _time);
        await store.Submission.SubmitAsync([Tasks.One()], TestContext.Current.CancellationToken);
        _time.StepWall(TimeSpan.FromSeconds(-50));
        Assert.Empty((await store.Upkeep.CheckAsync(TestContext.Current.CancellationToken)).Warnings);
    }
}
