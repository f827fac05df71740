using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Hosts.Http.Events;

/// <summary>Which changes of tasks a listener wants; what is null does not matter.</summary>
internal sealed record EventFilter(Ulid? Id, string? Queue, JobStatus? Status)
{
    public bool Lets(ChangeRecord change) =>
        (Id is null || change.Id == Id) && (Queue is null || change.Queue == Queue) && (Status is null || change.Status == Status);
}
