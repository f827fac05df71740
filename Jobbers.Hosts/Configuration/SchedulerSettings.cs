using Jobbers.Routing;
using Jobbers.Scheduling;

namespace Jobbers.Hosts.Configuration;

/// <summary>Reads how a scheduler promotes.</summary>
internal static class SchedulerSettings
{
    public static SchedulerOptions Read(SettingReader settings)
    {
        var role = settings.Text(Setting.SchedulerRole);
        if (role is not null && !RoutingNames.IsValid(role))
            settings.Refuse(Setting.SchedulerRole, role, "must be 1 to 100 characters of [a-zA-Z0-9_.-], or not be set for all queues");
        return new SchedulerOptions
        {
            PollInterval = settings.Seconds(Setting.PollInterval, 5, 0.05, 3600),
            BatchSize = settings.Whole(Setting.BatchSize, 500, 1, 500),
            Role = role,
        };
    }
}
