using System.CommandLine;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Processes;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Claims and runs tasks; any number of them on one store.</summary>
internal static class WorkerVerb
{
    public static Command Create(VerbContext context)
    {
        var verb = new Command("worker", "Claims and runs tasks; any number of workers may share one store.");
        VerbContext.AddOptions(
            verb, Setting.Store, Setting.Role, Setting.ConcurrentTasks, Setting.Ttl, Setting.ShutdownTimeout, Setting.UnknownTasks);
        verb.SetAction((parsed, cancellationToken) =>
        {
            var settings = VerbContext.Read(parsed);
            var roles = new ProcessRoles { Worker = WorkerSettings.Read(settings, embedded: false) };
            var store = StoreSettings.Read(settings, embedded: false);
            settings.ThrowIfBad();
            return PlainProcess.RunAsync(context, store, roles, "worker", cancellationToken);
        });
        return verb;
    }
}
