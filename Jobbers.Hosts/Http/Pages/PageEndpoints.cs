using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Pages;

/// <summary>The documentation of the API, in a browser. A shell only: the document itself needs the API's own access.</summary>
internal static class PageEndpoints
{
    private const string Html = "text/html; charset=utf-8";

    /// <summary>
    /// The API reference puts its styles into the page while it runs, draws icons from data and calls the API when something is tried. Scripts still
    /// come from this manager's own files only, none inline and none evaluated, and no other host is called.
    /// </summary>
    private const string Reference =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Lazy<string> Docs = new(() => Read(new PageFile("pages.docs.html", Html)));

    public static Task DocsAsync(ApiCall call) => AnswerAsync(call, Reference, Docs.Value);

    private static Task AnswerAsync(ApiCall call, string policy, string page)
    {
        call.Http.Response.ContentType = Html;
        call.Http.Response.Headers.ContentSecurityPolicy = policy;
        call.Http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return call.Http.Response.WriteAsync(page, call.Aborted);
    }

    private static string Read(PageFile file)
    {
        using var text = new StreamReader(file.Open());
        return text.ReadToEnd();
    }
}
