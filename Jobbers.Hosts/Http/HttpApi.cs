using Jobbers.Hosts.Http.Access;
using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Http;

/// <summary>Puts the HTTP API into a web host.</summary>
internal static class HttpApi
{
    private const int MaxConnections = 2000;
    private static readonly TimeSpan HeadersDeadline = TimeSpan.FromSeconds(10);

    public static void AddServices(IServiceCollection services, HttpApiOptions options) => services
        .AddSingleton(options)
        .AddSingleton<AccessCheck>()
        .AddSingleton<TaskJson>()
        .AddSingleton<SubmitEnvelope>()
        .AddRoutingCore()
        .Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ApiLimits.MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = HeadersDeadline;
        });

    public static void Map(WebApplication app)
    {
        app.Use(next => context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            return next(context);
        });
        app.UseMiddleware<ProblemHandling>();
        app.UseRouting();
        var access = app.Services.GetRequiredService<AccessCheck>();
        foreach (var route in Routes.All)
            app.MapMethods(route.Path, [route.Method], (RequestDelegate)(context => HandleAsync(context, route, access)));
    }

    private static Task HandleAsync(HttpContext context, Route route, AccessCheck access)
    {
        access.Check(context.Request, route.Needs);
        return route.Handle(new ApiCall(context));
    }
}
