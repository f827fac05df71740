using Jobbers.Hosts.Dashboard;
using Jobbers.Hosts.Http.Access;
using Jobbers.Hosts.Http.Events;
using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.OpenApi;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Hosts.Http.Statistics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Http;

/// <summary>Puts the HTTP API into a web host.</summary>
internal static class HttpApi
{
    private const int MaxConnections = 2000;

    /// <summary>What tells the web host that authorization has its place already.</summary>
    private const string AuthorizationIsSet = "__AuthorizationMiddlewareSet";

    private static readonly TimeSpan HeadersDeadline = TimeSpan.FromSeconds(10);

    /// <summary>Adds what the API needs to a process that is a manager, and bounds what its server takes.</summary>
    public static void AddServices(IServiceCollection services, HttpApiOptions options)
    {
        AddServices(services, _ => options);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ApiLimits.MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = HeadersDeadline;
        });
    }

    /// <summary>Adds what the API needs to any program; its server is its own.</summary>
    public static void AddServices(IServiceCollection services, Func<IServiceProvider, HttpApiOptions> options)
    {
        AuthorizationPolicies.Find(services)?.AddServices(services);
        services.AddSingleton(options)
            .AddSingleton<AccessCheck>()
            .AddSingleton<TaskJson>()
            .AddSingleton<SubmitEnvelope>()
            .AddSingleton<RecurringTimes>()
            .AddSingleton<EventSeats>()
            .AddSingleton<EventHub>()
            .AddHostedService<QueueDeletions>()
            .AddSingleton<RecentEnds>()
            .AddRoutingCore();
    }

    /// <summary>Serves the API and the dashboard at the root of a pipeline.</summary>
    public static void Map(IApplicationBuilder app) => Map(app, CheckOf(app.ApplicationServices), authenticates: true);

    /// <param name="app">The pipeline.</param>
    /// <param name="check">Lets requests in, or throws.</param>
    /// <param name="authenticates">Whether policies are asked of whom this pipeline finds out; else of whom one before it has.</param>
    public static void Map(IApplicationBuilder app, Func<HttpContext, AccessRole, Task> check, bool authenticates)
    {
        // Where the program has authorization of its own, the web host would put it before everything here, and its fallback policy would close
        // health probes, the pages' shells and the way to sign in. Every route says by itself whom it lets in.
        app.Properties[AuthorizationIsSet] = true;
        app.Use(next => context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            return next(context);
        });
        var problems = app.ApplicationServices.GetRequiredService<ILogger<ProblemHandling>>();
        app.Use(next => new ProblemHandling(next, problems).InvokeAsync);
        app.UseRouting();
        var policies = app.ApplicationServices.GetService<PolicyCheck>();
        if (policies is not null && authenticates)
            app.UseAuthentication();
        app.UseEndpoints(routes => Map(routes, policies, check));
    }

    /// <summary>What lets requests in: the program's own policies where it names some, else keys or the address.</summary>
    public static Func<HttpContext, AccessRole, Task> CheckOf(IServiceProvider services)
    {
        if (services.GetService<PolicyCheck>() is { } policies)
            return policies.CheckAsync;
        var access = services.GetRequiredService<AccessCheck>();
        return (context, needed) =>
        {
            access.Check(context.Request, needed);
            return Task.CompletedTask;
        };
    }

    private static void Map(IEndpointRouteBuilder routes, PolicyCheck? policies, Func<HttpContext, AccessRole, Task> check)
    {
        new DashboardPages(check).Map(routes);
        if (policies is not null)
            routes.MapGet("/sign-in", (RequestDelegate)policies.SignInAsync);
        foreach (var route in Routes.All)
        {
            var takesQuery = OpenApiParameters.Of(route).Any(parameter => parameter.In == "query");
            routes.MapMethods(route.Path, Methods(route), (RequestDelegate)(context => HandleAsync(context, route, check, takesQuery)));
        }
    }

    /// <summary>Whoever takes GET takes HEAD (RFC 9110, 9.1): it is answered alike, and the server leaves the body out.</summary>
    private static string[] Methods(Route route) => route.Method == HttpMethods.Get ? [HttpMethods.Get, HttpMethods.Head] : [route.Method];

    private static async Task HandleAsync(HttpContext context, Route route, Func<HttpContext, AccessRole, Task> check, bool takesQuery)
    {
        await check(context, route.Needs);
        if (!takesQuery)
            new QueryFields(context.Request).ThrowIfBad();
        if (route.Method != HttpMethods.Get && JsonBody.IsPresent(context.Request))
            JsonBody.CheckType(context.Request);
        await route.Handle(new ApiCall(context));
    }
}
