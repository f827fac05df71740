using Jobbers.Execution;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class ClaimClockTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_look_that_goes_on_is_due_at_once_and_a_finished_one_after_the_fallback()
    {
        var clock = new ClaimClock(_time);
        clock.Claiming();

        clock.Claimed(0, moreWaiting: false, nextAfter: null, ClaimReach.GoesOn);
        Assert.Equal(TimeSpan.Zero, clock.UntilDue());
        Assert.False(clock.Claiming());

        clock.Claimed(0, moreWaiting: false, nextAfter: null, ClaimReach.Whole);
        Assert.InRange(clock.UntilDue(), TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_rate_slot_told_in_the_first_part_of_a_look_is_not_forgotten_by_its_last()
    {
        var clock = new ClaimClock(_time);
        clock.Claiming();

        clock.Claimed(0, moreWaiting: false, TimeSpan.FromMilliseconds(300), ClaimReach.GoesOn);
        clock.Claimed(0, moreWaiting: false, nextAfter: null, ClaimReach.Whole);

        Assert.InRange(clock.UntilDue(), TimeSpan.FromMilliseconds(299), TimeSpan.FromMilliseconds(301));
    }

    [Fact]
    public void A_claim_that_asked_only_some_puts_off_nothing_that_was_known_of_the_others()
    {
        var clock = new ClaimClock(_time);
        clock.Claiming();
        clock.Claimed(0, moreWaiting: false, TimeSpan.FromMilliseconds(300), ClaimReach.Whole);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        clock.Claimed(1, moreWaiting: false, nextAfter: null, ClaimReach.Part);

        Assert.InRange(clock.UntilDue(), TimeSpan.FromMilliseconds(199), TimeSpan.FromMilliseconds(201));
    }

    [Fact]
    public void What_the_first_part_of_a_look_found_keeps_the_fallback_short()
    {
        var clock = new ClaimClock(_time);
        for (var look = 0; look < 20; look++)
        {
            clock.Claimed(1, moreWaiting: false, nextAfter: null, ClaimReach.GoesOn);
            clock.Claimed(0, moreWaiting: false, nextAfter: null, ClaimReach.Whole);
        }

        clock.Claiming();
        Assert.InRange(clock.UntilDue(), TimeSpan.Zero, TimeSpan.FromSeconds(1.3));
    }

    [Fact]
    public void A_bell_is_heard_once()
    {
        var clock = new ClaimClock(_time);
        clock.Ring();
        Assert.True(clock.Claiming());
        Assert.False(clock.Claiming());
    }
}
