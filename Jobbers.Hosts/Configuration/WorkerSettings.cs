using Jobbers.Execution;
using Jobbers.Routing;

namespace Jobbers.Hosts.Configuration;

/// <summary>Reads how a worker works.</summary>
internal static class WorkerSettings
{
    private const int SeedTtl = 50;

    public static WorkerOptions Read(SettingReader settings, bool embedded)
    {
        var role = settings.Text(Setting.Role) ?? RoutingNames.Default;
        if (!RoutingNames.IsValid(role))
            settings.Refuse(Setting.Role, role, "must be 1 to 100 characters of [a-zA-Z0-9_.-]");
        return new WorkerOptions
        {
            Role = role,
            Slots = settings.Whole(Setting.ConcurrentTasks, 5, 1, 10_000),
            Ttl = settings.Whole(Setting.Ttl, embedded ? 0 : SeedTtl, 0, int.MaxValue),
            ShutdownTimeout = settings.Seconds(Setting.ShutdownTimeout, 25, 0, 3600),
            UnknownTasks = settings.Word(Setting.UnknownTasks, "drop", "return") == "return" ? UnknownTaskPolicy.Return : UnknownTaskPolicy.Drop,
            ReplacesSlots = embedded,
        };
    }
}
