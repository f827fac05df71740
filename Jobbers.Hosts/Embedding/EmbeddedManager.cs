using Jobbers.Hosts.Http;
using Jobbers.Hosts.Http.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Embedding;

/// <summary>
/// The manager within a program: one endpoint of it, behind which lies the manager's own pipeline with its own routes. So whatever the program asks of its
/// endpoints holds for all of it, and none of its routes meets one of the program's.
/// </summary>
internal sealed class EmbeddedManager
{
    private const string Rest = "jobbersPath";

    private readonly RequestDelegate _pipeline;
    private readonly Func<HttpContext, AccessRole, Task> _check;

    /// <summary>Whether the program's authorization alone decides: it names neither keys nor policies of routes.</summary>
    private readonly bool _leavesAccessToProgram;

    private EmbeddedManager(IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        _check = HttpApi.CheckOf(services);
        _leavesAccessToProgram = services.GetService<PolicyCheck>() is null && services.GetRequiredService<HttpApiOptions>().Keys.IsEmpty;
        var pipeline = endpoints.CreateApplicationBuilder();
        // While the path is still the program's: where that stands is where its authentication looks for its pages, and where its cookies hold.
        if (services.GetService<PolicyCheck>() is not null)
            pipeline.UseAuthentication();
        pipeline.Use(AnswerAsync);
        HttpApi.Map(pipeline, CheckAsync, authenticates: false);
        _pipeline = pipeline.Build();
    }

    /// <exception cref="InvalidOperationException">The program has no manager.</exception>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path)
    {
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(HttpApiOptions)) != true)
            throw new InvalidOperationException("MapJobbers needs builder.AddJobbers(…) with the part Manager, which it has unless Parts says otherwise.");
        // What it answers is never to be kept: it would be old, and be given to callers whom nobody has looked at. And it waits and streams for long.
        return endpoints.Map($"{path}/{{**{Rest}}}", new EmbeddedManager(endpoints)._pipeline)
            .WithDisplayName("Jobbers")
            .ExcludeFromDescription()
            .WithMetadata(new OutputCacheAttribute { NoStore = true })
            .DisableRequestTimeout();
    }

    /// <summary>Answers as if the manager were all there is: what stands before its own path is the base of it meanwhile.</summary>
    private async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        var (endpoint, values, pathBase, path) = (http.GetEndpoint(), request.RouteValues, request.PathBase, request.Path);
        var own = OwnPath(path.Value!, (string?)values[Rest]);
        if (own.Length == 0 && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            // The dashboard's files are named relative to its folder.
            http.Response.Redirect($"{pathBase}{path}/{request.QueryString}");
            return;
        }

        try
        {
            (request.PathBase, request.Path) = (pathBase.Add(path.Value![..^own.Length]), own);
            http.Features.Set(new ProgramGuard(IsGuarded(endpoint)));
            http.SetEndpoint(null);
            request.RouteValues = new RouteValueDictionary();
            await next(http);
        }
        finally
        {
            (request.PathBase, request.Path, request.RouteValues) = (pathBase, path, values);
            http.SetEndpoint(endpoint);
        }
    }

    /// <summary>The end of the path that the manager's routes are matched with.</summary>
    private static string OwnPath(string path, string? rest)
    {
        var before = path[..^(rest?.Length ?? 0)].TrimEnd('/');
        return path[before.Length..];
    }

    private static bool IsGuarded(Endpoint? endpoint) =>
        endpoint is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && (endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null);

    private Task CheckAsync(HttpContext http, AccessRole needed)
    {
        if (!_leavesAccessToProgram || http.Features.Get<ProgramGuard>() is not { IsSet: true })
            return _check(http, needed);
        OwnOrigin.ThrowIfForeign(http.Request);
        return Task.CompletedTask;
    }

    /// <summary>Whether the program's own authorization has let a request through.</summary>
    private sealed record ProgramGuard(bool IsSet);
}
