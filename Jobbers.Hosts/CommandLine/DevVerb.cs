using System.CommandLine;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Processes;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Manager, worker, scheduler and cleaner in one process, on one file.</summary>
internal static class DevVerb
{
    private static Setting[] Settings =>
        [Setting.Store, Setting.Urls, Setting.Role, Setting.ConcurrentTasks, Setting.Ttl, Setting.ShutdownTimeout, Setting.UnknownTasks, Setting.PollInterval];

    public static Command Create(VerbContext context)
    {
        var verb = new Command("dev", "Everything in one process, on an embedded SQLite file: manager, worker, scheduler, cleaner.");
        MakeDefault(verb, context);
        return verb;
    }

    /// <summary>Gives a command this verb's options and action.</summary>
    public static void MakeDefault(Command command, VerbContext context)
    {
        VerbContext.AddOptions(command, Settings);
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = VerbContext.Read(parsed);
            var roles = new ProcessRoles
            {
                Listen = ListenSettings.Read(settings),
                Worker = WorkerSettings.Read(settings, embedded: true),
                Scheduler = SchedulerSettings.Read(settings),
                Cleaner = ProcessRoles.DefaultCleaning,
                ShowsWelcome = true,
            };
            var store = StoreSettings.Read(settings, embedded: true);
            settings.ThrowIfBad();
            return WebProcess.RunAsync(context, store, roles, "dev", cancellationToken);
        });
    }
}
