using Jobbers.Execution;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class SlotBookTests
{
    [Fact]
    public void A_slot_is_free_again_when_its_code_has_returned()
    {
        var slots = new SlotBook(2, replaces: false);
        Assert.True(slots.TryTake("a", "t", 1, null));
        Assert.True(slots.TryTake("b", "t", 1, null));
        Assert.Equal(0, slots.Free);
        Assert.Equal(1, slots.UsedBy("a"));

        slots.Release("a", "t", 1, null, wasAbandoned: false);

        Assert.Equal(1, slots.Free);
        Assert.Equal(0, slots.UsedBy("a"));
    }

    [Fact]
    public void A_tasks_own_limit_holds_per_version()
    {
        var slots = new SlotBook(5, replaces: false);
        Assert.True(slots.TryTake("q", "t", 1, 1));
        Assert.False(slots.TryTake("q", "t", 1, 1));
        Assert.True(slots.TryTake("q", "t", 2, 1));

        slots.Release("q", "t", 1, 1, wasAbandoned: false);

        Assert.True(slots.TryTake("q", "t", 1, 1));
    }

    [Fact]
    public void A_worker_with_all_slots_given_up_cannot_go_on()
    {
        var slots = new SlotBook(1, replaces: false);
        slots.TryTake("q", "t", 1, null);
        Assert.False(slots.AllAbandoned);

        slots.Abandon();

        Assert.True(slots.AllAbandoned);
        Assert.Equal(0, slots.Free);
    }

    [Fact]
    public void Replaced_slots_end_at_four_times_the_configured()
    {
        var slots = new SlotBook(1, replaces: true);
        for (var i = 1; i <= 3; i++)
        {
            Assert.True(slots.TryTake("q", "t", 1, null));
            slots.Abandon();
            Assert.Equal(1, slots.Free);
            Assert.False(slots.AllAbandoned);
        }

        slots.TryTake("q", "t", 1, null);
        slots.Abandon();

        Assert.Equal(0, slots.Free);
        Assert.True(slots.AllAbandoned);
    }

    [Fact]
    public void Given_up_code_that_returns_after_all_frees_its_slot()
    {
        var slots = new SlotBook(1, replaces: false);
        slots.TryTake("q", "t", 1, null);
        slots.Abandon();

        slots.Release("q", "t", 1, null, wasAbandoned: true);

        Assert.Equal(0, slots.Abandoned);
        Assert.Equal(1, slots.Free);
    }
}
