using Jobbers.Lifecycle;

namespace Jobbers.Runtime.Tests.Lifecycle;

public sealed class TaskTransitionsTests
{
    [Fact]
    public void Ended_tasks_only_leave_by_resubmit()
    {
        foreach (var end in JobStatusNames.Terminal)
        {
            foreach (var verb in Enum.GetValues<LifecycleVerb>())
            {
                var targets = TaskTransitions.Targets(end, verb).ToArray();
                JobStatus[] allowed = verb == LifecycleVerb.Resubmit ? [JobStatus.Submitted] : [];
                Assert.Equal(allowed, targets);
            }
        }
    }

    [Theory]
    [InlineData(JobStatus.Started, JobStatus.Cancelled, LifecycleVerb.Cancel)]
    [InlineData(JobStatus.Scheduled, JobStatus.Started, LifecycleVerb.Claim)]
    [InlineData(JobStatus.Submitted, JobStatus.Completed, LifecycleVerb.Settle)]
    [InlineData(JobStatus.Started, JobStatus.Submitted, LifecycleVerb.Resubmit)]
    public void What_the_table_does_not_name_is_refused(JobStatus from, JobStatus to, LifecycleVerb verb) =>
        Assert.False(TaskTransitions.Allows(from, to, verb));

    [Fact]
    public void Every_status_has_its_wire_name_and_reads_back()
    {
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            Assert.True(JobStatusNames.TryParse(status.ToWire(), out var read));
            Assert.Equal(status, read);
            Assert.Equal(status.ToString().ToLowerInvariant(), status.ToWire());
        }

        Assert.False(JobStatusNames.TryParse("Completed", out _));
        Assert.False(JobStatusNames.TryParse(null, out _));
    }
}
