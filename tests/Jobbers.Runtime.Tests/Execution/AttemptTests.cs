using Jobbers.Declaration;
using Jobbers.Execution;
using Jobbers.Lifecycle;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class AttemptTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_beat_travels_as_its_age_and_only_once()
    {
        var attempt = Attempts.Create(TaskPolicy.Default, _time);
        Assert.False(attempt.TryTakeBeat(_time.GetTimestamp(), out _));

        attempt.Heartbeat(0.25, "first");
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.True(attempt.TryTakeBeat(_time.GetTimestamp(), out var beat));
        Assert.Equal((TimeSpan.FromSeconds(3), 0.25, "first"), (beat.Age, beat.Progress!.Value, beat.Message));
        Assert.False(attempt.TryTakeBeat(_time.GetTimestamp(), out _));
        attempt.ReturnBeat();
        Assert.True(attempt.TryTakeBeat(_time.GetTimestamp(), out _));
    }

    [Fact]
    public void Progress_is_clamped_and_what_is_not_said_stays()
    {
        var attempt = Attempts.Create(TaskPolicy.Default, _time);
        attempt.Heartbeat(7, new string('x', 600));
        Assert.Equal((1.0, 500), (attempt.Progress!.Value, attempt.Message!.Length));

        attempt.Heartbeat(double.NaN);
        attempt.Heartbeat();
        Assert.Equal((1.0, 500), (attempt.Progress!.Value, attempt.Message!.Length));

        attempt.Heartbeat(-1);
        Assert.Equal(0, attempt.Progress);
    }

    [Fact]
    public void The_first_cause_stands_and_fires_the_token()
    {
        var attempt = Attempts.Create(TaskPolicy.Default, _time);

        Assert.True(attempt.TryFire(FireCause.Timeout));
        Assert.False(attempt.TryFire(FireCause.Cancel));

        Assert.Equal(FireCause.Timeout, attempt.Cause);
        Assert.True(SpinWait.SpinUntil(() => attempt.Token.IsCancellationRequested, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void An_outcome_is_decided_once_and_a_slot_is_given_up_or_ended_not_both()
    {
        var attempt = Attempts.Create(TaskPolicy.Default, _time);
        Assert.True(attempt.TryDecide(OutcomeKind.Completed, null));
        Assert.False(attempt.TryDecide(OutcomeKind.Failed, AttemptFailure.From("Late", "too late")));
        Assert.Equal((OutcomeKind.Completed, null), (attempt.Decided, attempt.Failure));

        Assert.True(attempt.TryAbandon());
        Assert.True(attempt.CodeRuns);
        Assert.True(attempt.EndCode());
        Assert.False(attempt.TryAbandon());
        Assert.False(attempt.CodeRuns);
    }
}
