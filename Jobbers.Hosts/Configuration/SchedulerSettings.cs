using Jobbers.Scheduling;

namespace Jobbers.Hosts.Configuration;

/// <summary>Reads how a scheduler promotes.</summary>
internal static class SchedulerSettings
{
    public static SchedulerOptions Read(SettingReader settings) => new()
    {
        PollInterval = settings.Seconds(Setting.PollInterval, 5, 0.05, 3600),
        BatchSize = settings.Whole(Setting.BatchSize, 500, 1, 500),
        Role = settings.Text(Setting.SchedulerRole),
    };
}
