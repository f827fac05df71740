using Jobbers.Cleaning;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Runtime.Tests.Cleaning;

public sealed class HealthGuardTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HealthGuard _guard;
    private DateTimeOffset _storeTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public HealthGuardTests() => _guard = new HealthGuard(_time);

    [Fact]
    public void A_process_may_rescue_after_15_healthy_seconds_and_not_before()
    {
        Calls(seconds: 14);
        Assert.False(_guard.MayRescue);

        Calls(seconds: 2);
        Assert.True(_guard.MayRescue);
    }

    [Fact]
    public void An_outage_of_more_than_5_seconds_starts_the_count_anew()
    {
        Calls(seconds: 20);
        Pass(own: 6, store: 6);
        Assert.False(_guard.MayRescue);

        Calls(seconds: 16);
        Assert.True(_guard.MayRescue);
    }

    [Fact]
    public void One_failed_call_is_no_gap()
    {
        Calls(seconds: 20);
        Pass(own: 4, store: 4);
        Assert.True(_guard.MayRescue);
    }

    [Fact]
    public void A_suspended_machine_shows_as_a_store_clock_that_gained()
    {
        Calls(seconds: 20);
        Pass(own: 1, store: 3600);
        Assert.False(_guard.MayRescue);
    }

    [Fact]
    public void A_verdict_does_not_outlive_its_last_call()
    {
        Calls(seconds: 20);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(_guard.MayRescue);
    }

    private void Calls(int seconds)
    {
        for (var i = 0; i < seconds; i++)
            Pass(own: 1, store: 1);
    }

    private void Pass(double own, double store)
    {
        _time.Advance(TimeSpan.FromSeconds(own));
        _storeTime += TimeSpan.FromSeconds(store);
        _guard.Succeeded(_storeTime);
    }
}
