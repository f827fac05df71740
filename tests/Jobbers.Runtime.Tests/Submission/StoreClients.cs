using Jobbers.Storage;
using Jobbers.Submission;

namespace Jobbers.Runtime.Tests.Submission;

/// <summary>Clients over a store that answers submits as a test says, on a clock that nobody waits for.</summary>
internal static class StoreClients
{
    public static StoreClient Create(Func<IReadOnlyList<SubmitRequest>, IReadOnlyList<SubmitAnswer>> answer, SkippingTime? time = null) =>
        Over(StubStore.Create((_, args) => answer((IReadOnlyList<SubmitRequest>)args[0]!)), time);

    public static StoreClient Over(ITaskStore store, SkippingTime? time = null)
    {
        var clock = time ?? new SkippingTime();
        return new StoreClient(store, new TaskWaiter(store.Queries, clock, new LogLines<TaskWaiter>()), new SubmitRequests(clock), clock);
    }

    public static SubmitAnswer Answer(this SubmitRequest request, SubmitKind kind) => new(kind, request.Id, default, request.Queue, default);
}
