using Jobbers.Routing;

namespace Jobbers.Storage;

/// <summary>Queues and roles. They live in the task store, so that limits are checked in the step they apply to. Every change rings.</summary>
internal interface IRoutingStore
{
    ValueTask<RoutingSnapshot> GetSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Creates the queues that are missing, without limits. Existing ones stay as they are.</summary>
    ValueTask EnsureQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);

    /// <summary>Creates or replaces a queue; <see cref="QueueConfig.Paused"/> and <see cref="QueueConfig.Deleting"/> are taken as given.</summary>
    /// <returns>False when it exists and had to be new.</returns>
    ValueTask<bool> PutQueueAsync(QueueConfig queue, bool mustBeNew, CancellationToken cancellationToken);

    /// <summary>Pauses or resumes.</summary>
    /// <returns>False when there is no such queue.</returns>
    ValueTask<bool> SetPausedAsync(string queue, bool paused, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes an empty queue. With <paramref name="force"/> a non-empty one is marked as deleting and up to 500 of its waiting tasks are cancelled:
    /// call again until it says <see cref="QueueDeletion.Deleted"/>. Ended tasks stay readable; the default queue cannot be deleted.
    /// </summary>
    ValueTask<DeletionStep> DeleteQueueAsync(string queue, bool force, CancellationToken cancellationToken);

    /// <summary>
    /// Takes one more step of a forced deletion. A queue that is not marked as deleting is left alone: one that was made anew under the name meanwhile is
    /// another queue.
    /// </summary>
    /// <returns><see cref="QueueDeletion.NotFound"/> when no queue of the name is being deleted.</returns>
    ValueTask<DeletionStep> ContinueDeletionAsync(string queue, CancellationToken cancellationToken);

    /// <summary>Creates or replaces a role; its queues must exist.</summary>
    /// <returns>False when it exists and had to be new.</returns>
    ValueTask<bool> PutRoleAsync(RoleConfig role, bool mustBeNew, CancellationToken cancellationToken);

    /// <returns>False when there was none.</returns>
    ValueTask<bool> DeleteRoleAsync(string role, CancellationToken cancellationToken);
}
