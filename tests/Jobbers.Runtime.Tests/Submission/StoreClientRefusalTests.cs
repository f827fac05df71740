using Jobbers.Storage;
using Jobbers.Submission;

namespace Jobbers.Runtime.Tests.Submission;

/// <summary>A bulk submit of which the store refuses a part says what of it is stored.</summary>
public sealed class StoreClientRefusalTests
{
    [Fact]
    public async Task The_batch_that_was_on_its_way_counts_and_the_next_is_not_sent()
    {
        var sent = new List<SubmitRequest>();
        var client = StoreClients.Create(requests =>
        {
            sent.AddRange(requests);
            return [.. requests.Select(request => request.Answer(sent.IndexOf(request) is 3 or 5 ? SubmitKind.QueueFull : SubmitKind.Accepted))];
        });

        var refused = await Assert.ThrowsAsync<TaskRefusedException>(async () =>
            await client.EnqueueManyAsync(Tasks.Create(), Enumerable.Range(0, 1400), null, TestContext.Current.CancellationToken));

        Assert.Equal(3, refused.Position);
        Assert.Equal(1000, sent.Count);
        Assert.Equal(
            [.. sent.Select((request, i) => i is 3 or 5 ? (Ulid?)null : request.Id), .. Enumerable.Repeat((Ulid?)null, 400)],
            refused.Stored);
    }

    [Fact]
    public async Task Of_one_there_is_nothing_to_say()
    {
        var client = StoreClients.Create(static requests => [requests[0].Answer(SubmitKind.QueueFull)]);

        var refused = await Assert.ThrowsAsync<TaskRefusedException>(async () =>
            await client.EnqueueAsync(Tasks.Create(), 1, null, TestContext.Current.CancellationToken));

        Assert.Null(refused.Position);
        Assert.Empty(refused.Stored);
    }
}
