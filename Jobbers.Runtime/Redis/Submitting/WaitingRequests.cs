using System.Collections;
using Jobbers.Storage;

namespace Jobbers.Redis.Submitting;

/// <summary>The requests of gathered callers, seen as one batch.</summary>
internal sealed class WaitingRequests(List<WaitingSubmit> gathered) : IReadOnlyList<SubmitRequest>
{
    public int Count => gathered.Count;

    public SubmitRequest this[int index] => gathered[index].Request;

    public IEnumerator<SubmitRequest> GetEnumerator() => gathered.Select(waiting => waiting.Request).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
