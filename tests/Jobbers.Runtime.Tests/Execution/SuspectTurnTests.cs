using Jobbers.Execution;

namespace Jobbers.Runtime.Tests.Execution;

/// <summary>When a worker asks for a suspect as well.</summary>
public sealed class SuspectTurnTests
{
    private readonly SuspectTurn _turn = new();

    [Fact]
    public void The_first_claim_and_those_after_a_claim_that_left_room_look()
    {
        Assert.True(_turn.Next(namesAll: true));
        _turn.Claimed(wanted: 10, claimed: 9);
        Assert.True(_turn.Next(namesAll: true));
        _turn.Claimed(wanted: 10, claimed: 0);
        Assert.True(_turn.Next(namesAll: true));
    }

    [Fact]
    public void Of_claims_that_were_filled_each_eighth_looks()
    {
        var looks = new List<int>();
        for (var i = 0; i < 2 * SuspectTurn.Every; i++)
        {
            _turn.Claimed(wanted: 10, claimed: 10);
            if (_turn.Next(namesAll: true))
                looks.Add(i + 1);
        }

        Assert.Equal([SuspectTurn.Every, 2 * SuspectTurn.Every], looks);
    }

    [Fact]
    public void Room_left_is_asked_for_at_once_and_the_count_begins_anew()
    {
        for (var i = 0; i < SuspectTurn.Every - 1; i++)
        {
            _turn.Claimed(wanted: 1, claimed: 1);
            Assert.False(_turn.Next(namesAll: true));
        }

        _turn.Claimed(wanted: 1, claimed: 0);
        Assert.True(_turn.Next(namesAll: true));
        _turn.Claimed(wanted: 1, claimed: 1);
        Assert.False(_turn.Next(namesAll: true));
    }

    [Fact]
    public void Claims_with_room_that_name_only_some_queues_do_not_put_the_turn_of_the_others_off()
    {
        var seldom = 0;
        for (var i = 0; i < 2 * SuspectTurn.Every; i++)
        {
            _turn.Claimed(wanted: 10, claimed: i % 2 == 0 ? 10 : 9);
            _turn.Next(namesAll: false);
            seldom += _turn.IsSeldom ? 1 : 0;
        }

        Assert.Equal(1, seldom);
    }
}
