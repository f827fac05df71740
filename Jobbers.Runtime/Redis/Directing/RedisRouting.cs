using System.Collections.Concurrent;
using Jobbers.Redis.Keeping;
using Jobbers.Redis.Scripting;
using Jobbers.Routing;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Jobbers.Redis.Directing;

/// <summary>Queues and roles, on Redis.</summary>
internal sealed class RedisRouting(ScriptRunner runner) : IRoutingStore
{
    private const int MaxAttempts = 10;

    private readonly ConcurrentDictionary<string, bool> _ensured = new(StringComparer.Ordinal);

    public async ValueTask<RoutingSnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        // Read until no change came between, so that queues, roles and version belong together.
        for (var attempt = 0; ; attempt++)
        {
            var before = await VersionAsync(cancellationToken);
            var queues = await ReadQueuesAsync(cancellationToken);
            var roles = await ReadRolesAsync(cancellationToken);
            if (await VersionAsync(cancellationToken) == before || attempt == MaxAttempts)
                return new RoutingSnapshot(before, queues, roles);
        }
    }

    public async ValueTask EnsureQueuesAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var chunk in names.Chunk(500))
            await runner.RunAsync(runner.Scripts.EnsureQueues, [runner.Channel, .. chunk], cancellationToken);
        foreach (var name in names)
            _ensured.TryAdd(name, true);
    }

    /// <summary>Whether it was asked for.</summary>
    public bool Needs(string queue) => queue == RoutingNames.Default || _ensured.ContainsKey(queue);

    /// <summary>Makes sure once more of every queue that was asked for.</summary>
    public ValueTask EnsureAgainAsync(CancellationToken cancellationToken) => EnsureQueuesAsync([.. _ensured.Keys], cancellationToken);

    public async ValueTask<bool> PutQueueAsync(QueueConfig queue, bool mustBeNew, CancellationToken cancellationToken)
    {
        RedisValue[] values = [runner.Channel, mustBeNew ? 1 : 0, queue.Name, .. QueueHash.Write(queue)];
        return (int)await runner.RunAsync(runner.Scripts.PutQueue, values, cancellationToken) == 1;
    }

    public async ValueTask<bool> SetPausedAsync(string queue, bool paused, CancellationToken cancellationToken)
    {
        return (int)await runner.RunAsync(runner.Scripts.SetPaused, [runner.Channel, queue, paused ? 1 : 0], cancellationToken) == 1;
    }

    public ValueTask<DeletionStep> DeleteQueueAsync(string queue, bool force, CancellationToken cancellationToken) =>
        queue == RoutingNames.Default
            ? throw new ArgumentException("the default queue cannot be deleted", nameof(queue))
            : DeleteAsync(queue, force ? "f" : "e", cancellationToken);

    public ValueTask<DeletionStep> ContinueDeletionAsync(string queue, CancellationToken cancellationToken) => DeleteAsync(queue, "m", cancellationToken);

    private async ValueTask<DeletionStep> DeleteAsync(string queue, string which, CancellationToken cancellationToken)
    {
        var reply = (string[])(await runner.RunAsync(runner.Scripts.DeleteQueue, [runner.Channel, queue, which], cancellationToken))!;
        var state = reply[0] switch
        {
            "d" => QueueDeletion.Deleted,
            "p" => QueueDeletion.InProgress,
            "e" => QueueDeletion.NotEmpty,
            _ => QueueDeletion.NotFound,
        };
        return new DeletionStep(state, [.. reply.Skip(1).Select(Ulid.Parse)]);
    }

    public async ValueTask<bool> PutRoleAsync(RoleConfig role, bool mustBeNew, CancellationToken cancellationToken)
    {
        RedisValue[] values = [runner.Channel, mustBeNew ? 1 : 0, role.Name, .. role.Queues.Order(StringComparer.Ordinal).Distinct()];
        var reply = (string)(await runner.RunAsync(runner.Scripts.PutRole, values, cancellationToken))!;
        return reply.StartsWith("no ", StringComparison.Ordinal)
            ? throw new ArgumentException($"role {role.Name} names queue {reply[3..]}, which does not exist", nameof(role))
            : reply == "1";
    }

    public async ValueTask<bool> DeleteRoleAsync(string role, CancellationToken cancellationToken) =>
        (int)await runner.RunAsync(runner.Scripts.DeleteRole, [runner.Channel, role], cancellationToken) == 1;

    private async ValueTask<long> VersionAsync(CancellationToken cancellationToken)
    {
        var version = await runner.AwaitAsync(runner.Database.StringGetAsync(RedisKeys.Routing), cancellationToken);
        return version.IsNull ? 0 : (long)version;
    }

    private async ValueTask<List<QueueConfig>> ReadQueuesAsync(CancellationToken cancellationToken)
    {
        var names = await QueueNames.ReadAsync(runner, RedisKeys.Queues, cancellationToken);
        var reads = Array.ConvertAll(names, name => runner.Database.HashGetAllAsync(RedisKeys.Queue(name)));
        var queues = new List<QueueConfig>(names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            if (await runner.AwaitAsync(reads[i], cancellationToken) is { Length: > 0 } entries)
                queues.Add(QueueHash.Read(names[i], entries));
        }

        queues.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return queues;
    }

    private async ValueTask<List<RoleConfig>> ReadRolesAsync(CancellationToken cancellationToken)
    {
        var entries = await runner.AwaitAsync(runner.Database.HashGetAllAsync(RedisKeys.Roles), cancellationToken);
        var roles = entries.Select(entry => new RoleConfig(
            (string)entry.Name!, ((string?)entry.Value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        roles.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return roles;
    }
}
