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

        clock.Claimed(0, moreWaiting: false, nextAfter: null, goesOn: true);
        Assert.Equal(TimeSpan.Zero, clock.UntilDue());
        Assert.False(clock.HasRung);

        clock.Claimed(0, moreWaiting: false, nextAfter: null, goesOn: false);
        Assert.InRange(clock.UntilDue(), TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_rate_slot_told_in_the_first_part_of_a_look_is_not_forgotten_by_its_last()
    {
        var clock = new ClaimClock(_time);
        clock.Claiming();

        clock.Claimed(0, moreWaiting: false, TimeSpan.FromMilliseconds(300), goesOn: true);
        clock.Claimed(0, moreWaiting: false, nextAfter: null, goesOn: false);

        Assert.InRange(clock.UntilDue(), TimeSpan.FromMilliseconds(299), TimeSpan.FromMilliseconds(301));
    }
}
