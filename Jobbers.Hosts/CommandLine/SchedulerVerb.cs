using System.CommandLine;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Processes;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Queues due tasks; any number of them on one store.</summary>
internal static class SchedulerVerb
{
    public static Command Create(VerbContext context)
    {
        var verb = new Command("scheduler", "Queues tasks when they are due; any number of schedulers may share one store.");
        VerbContext.AddOptions(verb, Setting.Store, Setting.PollInterval, Setting.BatchSize, Setting.SchedulerRole);
        verb.SetAction((parsed, cancellationToken) =>
        {
            var settings = VerbContext.Read(parsed);
            var roles = new ProcessRoles { Scheduler = SchedulerSettings.Read(settings) };
            var store = StoreSettings.Read(settings, embedded: false);
            settings.ThrowIfBad();
            return PlainProcess.RunAsync(context, store, roles, "scheduler", cancellationToken);
        });
        return verb;
    }
}
