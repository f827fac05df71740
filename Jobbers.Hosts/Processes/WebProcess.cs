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
    public static async Task<int> RunAsync(
        VerbContext context, StoreSettings storeSettings, ProcessRoles roles, string verb, CancellationToken cancellationToken)
    {
        var listen = roles.Listen!;
        using var logging = ProcessLogging.Create();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ProcessLogging.Configure(builder.Logging);
        builder.WebHost.UseUrls([.. listen.Urls.Select(url => url.OriginalString)]);
        builder.Services.AddSingleton(TimeProvider.System);
        var catalog = context.Configure(builder.Services);
        listen.CheckAccess(AuthorizationPolicies.AreUsed(builder.Services));
        await using var store = await new StoreOpening(storeSettings, catalog, logging).OpenSoonAsync(cancellationToken);
        ProcessAssembly.AddRoles(builder.Services, store, catalog, roles);
        HttpApi.AddServices(builder.Services, HttpApiOptions.From(listen));
        TelemetryExport.AddIfConfigured(builder.Services, verb);
        await using var app = builder.Build();
        HttpApi.Map(app);
        if (roles.ShowsWelcome)
            app.Lifetime.ApplicationStarted.Register(() => Welcome.Show(Console.Out, listen, store, catalog, roles, storeSettings.Choice.Note));
        var refused = store is LateStore late ? StopWhenRefusedAsync(late, app.Lifetime) : Task.CompletedTask;
        var code = await ProcessAssembly.RunAsync(app, cancellationToken);
        if (refused.IsCompleted)
            await refused;
        return code;
    }

    /// <summary>A store that turns out to be unusable when it comes ends the process, with what is wrong as its last words.</summary>
    private static async Task StopWhenRefusedAsync(LateStore store, IHostApplicationLifetime lifetime)
    {
        try
        {
            await store.Opening;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            lifetime.StopApplication();
            throw;
        }
        catch (OperationCanceledException)
        {
            // The process ends before its store came.
        }
    }
}
