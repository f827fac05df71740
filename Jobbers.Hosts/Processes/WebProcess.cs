using Jobbers.Hosts.CommandLine;
using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Http;
using Jobbers.Hosts.Processes.Late;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Processes;

/// <summary>A process with the HTTP API: the manager, alone or with everything else beside it.</summary>
internal static class WebProcess
{
    /// <summary>
    /// Settings are read once, at the start. Left on, the web host would watch the folder it is started in for changes, and so walk all of it: in a
    /// large one that costs more than the rest of the start.
    /// </summary>
    private static readonly string[] NoReload = ["--hostBuilder:reloadConfigOnChange=false"];

    public static async Task<int> RunAsync(
        VerbContext context, StoreSettings storeSettings, ProcessRoles roles, string verb, CancellationToken cancellationToken)
    {
        var listen = roles.Listen!;
        // Its own choice would be the folder it is started in; the settings of every process come from beside the program.
        var builder = SettingsFiles.Read(static () =>
            WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = NoReload, ContentRootPath = AppContext.BaseDirectory }));
        ListenSettings.CheckEndpoints(builder.Configuration);
        SettingsFiles.CheckLogLevels(builder.Configuration);
        builder.Logging.ClearProviders();
        ProcessLogging.Configure(builder.Logging, builder.Configuration);
        using var logging = ProcessLogging.Create(builder.Configuration);
        var hasStarted = false;
        ProcessLogging.MuteFailingStart(builder.Logging, logging, () => hasStarted);
        builder.WebHost.UseUrls([.. listen.Urls.Select(url => url.OriginalString)]);
        builder.Services.AddSingleton(TimeProvider.System);
        var catalog = context.Configure(builder.Services);
        listen.CheckAccess(AuthorizationPolicies.Find(builder.Services) is not null);
        // The welcome has it among what else dev says.
        if (!roles.ShowsWelcome)
            StoreNote.Say(logging, storeSettings.Choice);
        await using var store = await new StoreOpening(storeSettings, catalog, logging).OpenSoonAsync(cancellationToken);
        ProcessAssembly.AddRoles(builder.Services, store, catalog, roles);
        HttpApi.AddServices(builder.Services, HttpApiOptions.From(listen));
        TelemetryExport.AddIfConfigured(builder.Services, verb);
        await using var app = builder.Build();
        HttpApi.Map(app);
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        if (roles.ShowsWelcome)
            app.Lifetime.ApplicationStarted.Register(() => Welcome.Show(Console.Out, listen, store, catalog, roles, storeSettings.Choice.Note));
        if (store is LateStore late)
            _ = StopWhenRefusedAsync(late, app.Lifetime);
        var code = await RunAsync(app, listen, cancellationToken);
        // What was refused meanwhile is the reason for the end.
        if (store is LateStore { Opening: { IsFaulted: true } refused })
            await refused;
        return code;
    }

    private static async Task<int> RunAsync(WebApplication app, ListenSettings listen, CancellationToken cancellationToken)
    {
        try
        {
            return await ProcessAssembly.RunAsync(app, cancellationToken);
        }
        catch (Exception failure) when (ListenTrouble.Describe(failure, listen) is { } trouble)
        {
            throw new MachineRefusalException(trouble, failure);
        }
    }

    /// <summary>A store that turns out to be unusable when it comes ends the process, with what is wrong as its last words.</summary>
    private static async Task StopWhenRefusedAsync(LateStore store, IHostApplicationLifetime lifetime)
    {
        try
        {
            await store.Opening;
        }
        catch (OperationCanceledException)
        {
            // The process ends before its store came.
        }
        catch (Exception)
        {
            lifetime.StopApplication();
        }
    }
}
