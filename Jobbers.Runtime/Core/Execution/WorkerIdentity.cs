using System.Reflection;
using Jobbers.Catalog;
using Jobbers.Lifecycle;
using Jobbers.Storage;

namespace Jobbers.Execution;

/// <summary>Who a worker process is: a new id at each start, so that no process inherits another's claims.</summary>
internal static class WorkerIdentity
{
    public static WorkerProfile Create(WorkerOptions options, TaskCatalog catalog, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new WorkerProfile
        {
            Worker = NewId.At(now, Random.Shared).ToString(),
            Host = Environment.MachineName,
            ProcessId = Environment.ProcessId,
            Version = Assembly.GetEntryAssembly()?.GetName().Version?.ToString() ?? "unknown",
            Role = options.Role,
            Slots = options.Slots,
            StartedAt = now,
            Tasks = [.. catalog.Tasks.Select(t => $"{t.Name}@{t.Version}")],
        };
    }
}
