using Jobbers.Submission;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Runtime.Tests.Submission;

public sealed class TaskIdSourceTests
{
    [Fact]
    public void Ids_grow_within_a_millisecond_across_them_and_when_the_clock_runs_back()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMicroseconds(300) };
        var source = new TaskIdSource(time);
        var ids = Enumerable.Range(0, 5000).Select(_ => source.Next()).ToList();
        var back = new TaskIdSource(new FakeTimeProvider(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(time.Start, ids[0].Time);
        Assert.True(back.Next().CompareTo(back.Next()) < 0);
    }

    [Fact]
    public void Two_processes_do_not_make_the_same_ids()
    {
        var time = new FakeTimeProvider();
        Assert.NotEqual(new TaskIdSource(time).Next(), new TaskIdSource(time).Next());
    }
}
