using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;

namespace Jobbers.Runtime.Tests.Submission;

public sealed class TaskWaiterTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly Ulid _long = Ulid.NewUlid();
    private readonly Ulid _short = Ulid.NewUlid();
    private readonly AsyncLocal<string> _caller = new();

    [Fact]
    public async Task Who_comes_while_others_wait_is_looked_for_as_soon_as_who_comes_alone()
    {
        // The pauses grow to one that never ends: only somebody new may end it.
        var time = new SkippingTime(static sleep => sleep < TimeSpan.FromMilliseconds(100));
        var waiter = Waiter(time);
        using var given = new CancellationTokenSource();
        var first = waiter.WaitAsync(_long, given.Token).AsTask();
        await time.Held.WaitAsync(Deadline, TestContext.Current.CancellationToken);

        var status = await waiter.WaitAsync(_short, TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(JobStatus.Completed, status);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task The_reads_for_all_carry_nothing_of_the_caller_who_was_first()
    {
        string? carried = "nothing was read";
        var waiter = Waiter(new SkippingTime(), () => carried = _caller.Value);
        _caller.Value = "the first";

        await waiter.WaitAsync(_short, TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline, TestContext.Current.CancellationToken);

        Assert.Null(carried);
    }

    private TaskWaiter Waiter(TimeProvider time, Action? onRead = null)
    {
        var store = StubStore.Create((_, args) =>
        {
            onRead?.Invoke();
            return (IReadOnlyList<JobStatus?>)[.. ((IReadOnlyList<Ulid>)args[0]!).Select(id => (JobStatus?)(id == _short ? JobStatus.Completed : JobStatus.Started))];
        });
        return new TaskWaiter(store.Queries, time, new LogLines<TaskWaiter>());
    }
}
