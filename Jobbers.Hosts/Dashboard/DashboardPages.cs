using System.Collections.Concurrent;
using Jobbers.Hosts.Http.Access;
using Jobbers.Hosts.Http.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jobbers.Hosts.Dashboard;

/// <summary>
/// Serves the dashboard: a shell and its modules, to anybody who may reach this address. They hold nothing that is secret; what they show they
/// ask of the API, with the user's key.
/// </summary>
internal sealed class DashboardPages(Func<HttpContext, AccessRole, Task> check)
{
    /// <summary>Scripts and styles come from here alone, nothing is framed, no form leaves the page.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private readonly ConcurrentDictionary<string, DashboardFile> _files = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Methods, context => AnswerAsync(context, "index.html"));
        routes.MapMethods("/assets/{**path}", Methods, context => AnswerAsync(context, (string?)context.GetRouteValue("path") ?? ""));
    }

    private async Task AnswerAsync(HttpContext context, string path)
    {
        await check(context, AccessRole.Anonymous);
        var file = Find(path) ?? throw new ApiProblemException(404, "Not found", "There is no such file. The dashboard is at /, the API's routes are at /openapi/v1.json.");
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Bytes.Length;
        await context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted);
    }

    /// <summary>Only files that are there are kept, so that nobody can fill the memory with names.</summary>
    private DashboardFile? Find(string path)
    {
        if (_files.TryGetValue(path, out var known))
            return known;
        if (DashboardFile.Read(path) is not { } file)
            return null;
        return _files.GetOrAdd(path, file);
    }
}
