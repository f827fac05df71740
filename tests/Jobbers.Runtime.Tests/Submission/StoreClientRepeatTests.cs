using System.Collections.Concurrent;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;

namespace Jobbers.Runtime.Tests.Submission;

/// <summary>A store that does not answer: submits are made again, as the same ones, for the time that clients over HTTP have; so are reads and cancels.</summary>
public sealed class StoreClientRepeatTests
{
    private readonly ConcurrentQueue<IReadOnlyList<SubmitRequest>> _sent = new();
    private readonly SkippingTime _time = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submit_whose_answer_was_lost_is_made_again_under_its_id_and_answered_as_the_first()
    {
        var client = Client(static (tries, requests) => tries <= 2 ? throw Down() : [.. requests.Select(request => request.Answer(SubmitKind.Accepted))]);

        var handle = await client.EnqueueAsync(Tasks.Create(), 1, null, Stop);

        Assert.Equal([handle.Id, handle.Id, handle.Id], _sent.Select(requests => Assert.Single(requests).Id));
        Assert.False(handle.Deduplicated);
    }

    [Fact]
    public async Task Each_batch_of_many_is_made_again_alone_and_all_come_in_their_order()
    {
        var client = Client(static (tries, requests) => tries is 2 or 3 ? throw Down() : [.. requests.Select(request => request.Answer(SubmitKind.Accepted))]);

        var handles = await client.EnqueueManyAsync(Tasks.Create(), Enumerable.Range(0, 1200), null, Stop);

        Assert.Equal(5, _sent.Count);
        Assert.Equal(handles.Select(handle => handle.Id), _sent.SelectMany(static requests => requests).Select(request => request.Id).Distinct().Order());
        Assert.Equal(1200, handles.Count);
    }

    [Fact]
    public async Task After_the_time_that_clients_over_HTTP_try_for_the_failure_is_told()
    {
        var client = Client(static (_, _) => throw Down());
        var began = _time.GetTimestamp();

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await client.EnqueueAsync(Tasks.Create(), 1, null, Stop));

        Assert.InRange(_time.GetElapsedTime(began), TimeSpan.FromSeconds(26), new JobbersHttpClientOptions().RetryFor);
    }

    [Fact]
    public async Task A_refusal_is_not_asked_for_again()
    {
        var client = Client(static (_, requests) => [.. requests.Select(request => request.Answer(SubmitKind.QueueUnknown))]);

        await Assert.ThrowsAsync<TaskRefusedException>(async () => await client.EnqueueAsync(Tasks.Create(), 1, null, Stop));

        Assert.Single(_sent);
    }

    [Fact]
    public async Task The_token_ends_the_tries()
    {
        using var given = new CancellationTokenSource();
        var client = Client((tries, _) =>
        {
            if (tries == 3)
                given.Cancel();
            throw Down();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.EnqueueAsync(Tasks.Create(), 1, null, given.Token));

        Assert.Equal(3, _sent.Count);
    }

    /// <summary>Its result is waited for through any outage, and then read.</summary>
    [Fact]
    public async Task A_read_that_was_not_answered_is_made_again()
    {
        var client = Client(nameof(ITaskQueries.GetAsync), static tries => tries <= 2 ? throw Down() : Found(JobStatus.Completed));

        Assert.Equal(JobStatus.Completed, (await client.GetAsync(default, Stop))?.Status);
    }

    [Fact]
    public async Task A_cancel_whose_answer_was_lost_is_made_again()
    {
        var client = Client(nameof(ISubmissionStore.CancelAsync), static tries => tries <= 2 ? throw Down() : Answers(CancelAnswer.Requested));

        Assert.Equal(CancelAnswer.Requested, await client.CancelAsync(default, Stop));
    }

    [Theory]
    [InlineData(true, JobStatus.Cancelled, CancelAnswer.Cancelled)]
    [InlineData(true, JobStatus.Completed, CancelAnswer.AlreadyEnded)]
    [InlineData(false, JobStatus.Cancelled, CancelAnswer.AlreadyEnded)]
    public async Task A_cancel_that_finds_its_own_earlier_try_has_cancelled(bool isRepeat, JobStatus status, CancelAnswer told)
    {
        var tries = 0;
        var client = StoreClients.Over(StubStore.Create((call, _) => call switch
        {
            nameof(ITaskQueries.GetAsync) => Found(status),
            _ when isRepeat && tries++ == 0 => throw Down(),
            _ => Answers(CancelAnswer.AlreadyEnded),
        }));

        Assert.Equal(told, await client.CancelAsync(default, Stop));
    }

    /// <summary>The task may have run and ended meanwhile, and would run once more.</summary>
    [Fact]
    public async Task A_resubmit_is_not_made_again()
    {
        var made = 0;
        var client = Client(nameof(ISubmissionStore.ResubmitAsync), tries => (made = tries) > 0 ? throw Down() : Down());

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await client.ResubmitAsync(default, cancellationToken: Stop));

        Assert.Equal(1, made);
    }

    private static StoreUnavailableException Down() => new("down");

    private static IReadOnlyList<CancelAnswer> Answers(CancelAnswer answer) => [answer];

    private static IReadOnlyList<TaskRecord?> Found(JobStatus status) =>
        [new TaskRecord { Id = default, Name = "t", Version = 1, Queue = "default", Status = status }];

    private static StoreClient Client(string verb, Func<int, object> answer)
    {
        var tries = 0;
        return StoreClients.Over(StubStore.Create((call, _) => call == verb ? answer(++tries) : throw new InvalidOperationException(call)));
    }

    private StoreClient Client(Func<int, IReadOnlyList<SubmitRequest>, IReadOnlyList<SubmitAnswer>> answer) => StoreClients.Create(
        requests =>
        {
            _sent.Enqueue([.. requests]);
            return answer(_sent.Count, requests);
        },
        _time);
}
