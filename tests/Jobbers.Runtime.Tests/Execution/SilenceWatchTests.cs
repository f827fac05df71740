using Jobbers.Declaration;
using Jobbers.Execution;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class SilenceWatchTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void An_attempt_is_silent_after_its_interval_and_2_seconds()
    {
        var attempt = Attempts.Create(new TaskPolicy { MaxHeartbeatInterval = TimeSpan.FromSeconds(3) }, _time);
        var watch = new SilenceWatch(_time);

        Assert.Equal(5, SecondsUntilSilent(watch, attempt));
    }

    [Fact]
    public void A_beat_starts_the_deadline_anew()
    {
        var attempt = Attempts.Create(new TaskPolicy { MaxHeartbeatInterval = TimeSpan.FromSeconds(3) }, _time);
        var watch = new SilenceWatch(_time);
        for (var second = 0; second < 20; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            attempt.Heartbeat();
            Assert.Empty(watch.Find([attempt]));
        }
    }

    [Fact]
    public void After_a_gap_of_its_own_the_watch_blames_nobody()
    {
        var attempt = Attempts.Create(new TaskPolicy { MaxHeartbeatInterval = TimeSpan.FromSeconds(3) }, _time);
        var watch = new SilenceWatch(_time);
        _time.Advance(TimeSpan.FromSeconds(40));

        Assert.Empty(watch.Find([attempt]));
        Assert.Equal(5, SecondsUntilSilent(watch, attempt));
    }

    [Fact]
    public void An_attempt_without_an_interval_may_be_silent_for_ever()
    {
        var attempt = Attempts.Create(TaskPolicy.Default, _time);
        var watch = new SilenceWatch(_time);
        for (var i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1.5));
            Assert.Empty(watch.Find([attempt]));
        }
    }

    /// <summary>Whole seconds without a finding, looking each second.</summary>
    private int SecondsUntilSilent(SilenceWatch watch, Attempt attempt)
    {
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            if (watch.Find([attempt]).Count > 0)
                return second;
        }

        return -1;
    }
}
