using Jobbers.Execution;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Http;
using Jobbers.Scheduling;
using Microsoft.Extensions.Configuration;

namespace Jobbers.Hosts.Embedding;

/// <summary>What the configuration of a program of one's own says of the Jobbers within it.</summary>
internal sealed record EmbeddedSettings(StoreSettings Store, WorkerOptions Worker, SchedulerOptions Scheduler, HttpApiOptions Api)
{
    /// <param name="configuration">The program's.</param>
    /// <param name="store">Goes before what it says of the store; null for that.</param>
    /// <param name="hasPolicies">Whether the program guards the API by policies of its own.</param>
    /// <exception cref="SettingsException">Values are not allowed; the message names all of them.</exception>
    public static EmbeddedSettings Read(IConfiguration configuration, string? store, bool hasPolicies)
    {
        var options = new Dictionary<string, string>();
        if (store is not null)
            options[Setting.Store.Option!] = store;
        var reader = new SettingReader(configuration, options, isByCode: true);
        var settings = new EmbeddedSettings(
            StoreSettings.Read(reader, embedded: false), WorkerSettings.Read(reader, embedded: true), SchedulerSettings.Read(reader), ReadApi(reader, hasPolicies));
        reader.ThrowIfBad();
        return settings;
    }

    private static HttpApiOptions ReadApi(SettingReader reader, bool hasPolicies)
    {
        var listen = ListenSettings.ReadAccess(reader, []);
        listen.CheckAccess(hasPolicies);
        return HttpApiOptions.From(listen) with { OnlyThisMachine = !listen.AllowsAnonymous };
    }
}
