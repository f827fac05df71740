using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Routing;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Roles: named sets of queues that workers serve.</summary>
internal static class RoleEndpoints
{
    private const int MaxQueues = 1000;

    public static async Task ListAsync(ApiCall call)
    {
        var snapshot = await call.Store.Routing.GetSnapshotAsync(call.Aborted);
        await call.AnswerAsync(snapshot, static (json, snapshot) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("roles");
            foreach (var role in snapshot.Roles)
                json.WriteStringValue(role.Name);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static async Task GetAsync(ApiCall call)
    {
        var name = call.Name();
        var snapshot = await call.Store.Routing.GetSnapshotAsync(call.Aborted);
        var role = snapshot.Roles.FirstOrDefault(role => role.Name == name);
        if (role is null && name == RoutingNames.Default)
            role = new RoleConfig(name, [.. snapshot.QueuesOf(name)!.Select(queue => queue.Name)]);
        await AnswerAsync(call, role ?? throw ApiProblemException.RoleNotFound(name), []);
    }

    public static async Task CreateAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var role = await ReadAsync(call, body.RootElement, null);
        if (!await call.Store.Routing.PutRoleAsync(role, mustBeNew: true, call.Aborted))
            throw new ApiProblemException(409, "Role exists", $"There is a role '{role.Name}' already. Replace its queues with PUT /roles/{role.Name}.");
        await AnswerAsync(call, role, await WarningsAsync(call), 201);
    }

    public static async Task PutAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http);
        var role = await ReadAsync(call, body.RootElement, call.Name());
        await call.Store.Routing.PutRoleAsync(role, mustBeNew: false, call.Aborted);
        await AnswerAsync(call, role, await WarningsAsync(call));
    }

    public static async Task DeleteAsync(ApiCall call)
    {
        var name = call.Name();
        if (!await call.Store.Routing.DeleteRoleAsync(name, call.Aborted))
            throw ApiProblemException.RoleNotFound(name);
        await call.SayAsync($"Role '{name}' is deleted.");
    }

    /// <summary>Workers notice changes by themselves within a second; this makes them look now, by writing the role anew.</summary>
    public static async Task RefreshAsync(ApiCall call)
    {
        var name = call.Name();
        var snapshot = await call.Store.Routing.GetSnapshotAsync(call.Aborted);
        if (snapshot.Roles.FirstOrDefault(role => role.Name == name) is { } role)
            await call.Store.Routing.PutRoleAsync(role, mustBeNew: false, call.Aborted);
        else if (name == RoutingNames.Default)
            await TouchDefaultQueueAsync(call, snapshot);
        else
            throw ApiProblemException.RoleNotFound(name);
        await call.SayAsync($"Workers of role '{name}' were told to load it anew.");
    }

    /// <summary>While role <c>default</c> is not defined there is nothing of it to write; any change of the routing tells its workers.</summary>
    private static async ValueTask TouchDefaultQueueAsync(ApiCall call, RoutingSnapshot snapshot)
    {
        var queue = snapshot.Queues.First(queue => queue.Name == RoutingNames.Default);
        await call.Store.Routing.PutQueueAsync(queue, mustBeNew: false, call.Aborted);
    }

    private static async ValueTask<RoleConfig> ReadAsync(ApiCall call, JsonElement body, string? nameInPath)
    {
        var problems = new PayloadProblems();
        string? name = null;
        IReadOnlyList<string>? queues = null;
        if (nameInPath is not null && body.ValueKind == JsonValueKind.Array)
        {
            queues = ReadList(body, problems);
        }
        else
        {
            var fields = new JsonFields(body, problems, "name", "role", "queues");
            name = fields.Text("name") ?? fields.Text("role");
            queues = fields.Texts("queues", MaxQueues);
            if (queues is null && problems.Count == 0)
                problems.AddAtRoot("queues", "is required: the names of the role's queues");
        }

        CheckName(name, nameInPath, problems);
        await CheckQueuesAsync(call, queues ?? [], problems);
        return problems.Count == 0
            ? new RoleConfig(nameInPath ?? name!, [.. queues!.Distinct().Order(StringComparer.Ordinal)])
            : throw ApiProblemException.Invalid(problems.Items);
    }

    private static IReadOnlyList<string>? ReadList(JsonElement body, PayloadProblems problems)
    {
        var names = JsonFields.ListOf(body, MaxQueues);
        if (names is null)
            problems.AddAtRoot("queues", $"must be a list of at most {MaxQueues} names");
        return names;
    }

    private static void CheckName(string? name, string? nameInPath, PayloadProblems problems)
    {
        if (nameInPath is null && !RoutingNames.IsValid(name))
            problems.AddAtRoot("name", "is required: 1 to 100 characters of [a-zA-Z0-9_.-]");
        if (nameInPath is not null && name is not null && name != nameInPath)
            problems.AddAtRoot("name", $"must be '{nameInPath}' as in the path, or left out");
    }

    private static async ValueTask CheckQueuesAsync(ApiCall call, IReadOnlyList<string> queues, PayloadProblems problems)
    {
        var snapshot = await call.Store.Routing.GetSnapshotAsync(call.Aborted);
        var known = snapshot.Queues.Select(queue => queue.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var queue in queues.Where(queue => !known.Contains(queue)))
            problems.AddAtRoot("queues", $"there is no queue '{queue}'; create it first");
    }

    private static async ValueTask<IReadOnlyList<string>> WarningsAsync(ApiCall call) =>
        (await call.Store.Routing.GetSnapshotAsync(call.Aborted)).UnservedQueues();

    private static Task AnswerAsync(ApiCall call, RoleConfig role, IReadOnlyList<string> unserved, int status = 200) =>
        call.AnswerAsync((role, unserved), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("role", state.role.Name);
            json.WriteStartArray("queues");
            foreach (var queue in state.role.Queues.Order(StringComparer.Ordinal))
                json.WriteStringValue(queue);
            json.WriteEndArray();
            if (state.unserved.Count > 0)
                json.WriteString("warning", $"Role default is defined, so these queues are in no role and served by no worker: {string.Join(", ", state.unserved)}.");
            json.WriteEndObject();
        }, status);
}
