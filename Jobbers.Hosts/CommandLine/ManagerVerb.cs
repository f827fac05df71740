using System.CommandLine;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Processes;

namespace Jobbers.Hosts.CommandLine;

/// <summary>The HTTP API; any number of them on one store.</summary>
internal static class ManagerVerb
{
    public static Command Create(VerbContext context)
    {
        var verb = new Command("manager", "The HTTP API on port 8000; any number of managers may share one store.");
        VerbContext.AddOptions(verb, Setting.Store, Setting.Urls);
        verb.SetAction((parsed, cancellationToken) =>
        {
            var settings = VerbContext.Read(parsed);
            var roles = new ProcessRoles { Listen = ListenSettings.Read(settings) };
            var store = StoreSettings.Read(settings, embedded: false);
            settings.ThrowIfBad();
            return WebProcess.RunAsync(context, store, roles, "manager", cancellationToken);
        });
        return verb;
    }
}
