using Jobbers.Catalog;
using Jobbers.Hosts.CommandLine;
using Jobbers.Hosts.Configuration;
using Jobbers.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Jobbers.Hosts.Processes;

/// <summary>A process without a web server: worker, scheduler or cleaner.</summary>
internal static class PlainProcess
{
    public static async Task<int> RunAsync(
        VerbContext? context, StoreSettings storeSettings, ProcessRoles roles, string verb, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        // Exporters and the tasks' own services read their settings from here; an empty host has none.
        SettingsFiles.Read(builder.Configuration.AddSources);
        SettingsFiles.CheckLogLevels(builder.Configuration);
        ProcessLogging.Configure(builder.Logging, builder.Configuration);
        using var logging = ProcessLogging.Create(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        // A cleaner needs no tasks; scheduler and worker take the program's.
        var catalog = context?.Configure(builder.Services) ?? new TaskCatalog([]);
        StoreNote.Say(logging, storeSettings.Choice);
        if (await OpenAsync(new StoreOpening(storeSettings, catalog, logging), cancellationToken) is not { } opened)
            return 0;
        await using var store = opened;
        ProcessAssembly.AddRoles(builder.Services, store, catalog, roles);
        TelemetryExport.AddIfConfigured(builder.Services, verb);
        using var host = builder.Build();
        return await ProcessAssembly.RunAsync(host, cancellationToken);
    }

    /// <summary>Null when the process was told to stop before its store came.</summary>
    private static async Task<ITaskStore?> OpenAsync(StoreOpening opening, CancellationToken cancellationToken)
    {
        using var signals = new EarlySignals(cancellationToken);
        try
        {
            var store = await opening.OpenAsync(signals.Token);
            if (!signals.Token.IsCancellationRequested)
                return store;
            // The signal came with the store's last answer. Nobody else will hear of it.
            await store.DisposeAsync();
            return null;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return null;
        }
    }
}
