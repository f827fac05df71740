using System.Diagnostics;
using Jobbers.Storage;
using Jobbers.Submission;

namespace Jobbers.Runtime.Tests.Submission;

/// <summary>What the producer span says of a submit that came to nothing.</summary>
public sealed class StoreClientSpanTests : IDisposable
{
    private readonly SpanRecorder _spans = new();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task A_store_that_does_not_answer_is_an_error_of_the_span()
    {
        var client = StoreClients.Create(static _ => throw new StoreUnavailableException("down", null));

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await client.EnqueueAsync(Tasks.Create("span-one"), 1, null, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await client.EnqueueManyAsync(Tasks.Create("span-many"), [1, 2], null, TestContext.Current.CancellationToken));

        IsError("span-one", typeof(StoreUnavailableException).FullName!);
        IsError("span-many", typeof(StoreUnavailableException).FullName!);
    }

    [Fact]
    public async Task A_refusal_is_an_error_of_the_span_of_one_and_of_many()
    {
        var client = StoreClients.Create(static requests => [.. requests.Select(request => request.Answer(SubmitKind.QueueFull))]);

        await Assert.ThrowsAsync<TaskRefusedException>(async () => await client.EnqueueAsync(Tasks.Create("refused-one"), 1, null, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<TaskRefusedException>(async () => await client.EnqueueManyAsync(Tasks.Create("refused-many"), [1, 2], null, TestContext.Current.CancellationToken));

        IsError("refused-one", nameof(SubmitKind.QueueFull));
        IsError("refused-many", nameof(SubmitKind.QueueFull));
    }

    private void IsError(string task, string type)
    {
        var span = Assert.Single(_spans.Ended, span => (string?)span.GetTagItem("jobbers.task.name") == task);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(type, span.GetTagItem("error.type"));
    }
}
