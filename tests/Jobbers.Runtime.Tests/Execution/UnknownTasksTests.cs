using Jobbers.Execution;
using Microsoft.Extensions.Time.Testing;

namespace Jobbers.Runtime.Tests.Execution;

public sealed class UnknownTasksTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_kind_of_task_is_spoken_of_once_a_minute_however_many_of_it_come()
    {
        var unknown = new UnknownTasks(_time);
        Assert.Equal(4, Enumerable.Range(0, 181).Count(_ => IsSaidASecondLater(unknown)));
    }

    [Fact]
    public void Each_name_and_version_is_spoken_of_for_itself()
    {
        var unknown = new UnknownTasks(_time);
        Assert.True(unknown.AreWorthALine("mail", 1));
        Assert.True(unknown.AreWorthALine("mail", 2));
        Assert.True(unknown.AreWorthALine("post", 1));
        Assert.False(unknown.AreWorthALine("mail", 1));
    }

    private bool IsSaidASecondLater(UnknownTasks unknown)
    {
        var isSaid = unknown.AreWorthALine("mail", 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        return isSaid;
    }
}
