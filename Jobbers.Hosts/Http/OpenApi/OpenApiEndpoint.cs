namespace Jobbers.Hosts.Http.OpenApi;

/// <summary>Serves the document of this program's API.</summary>
internal static class OpenApiEndpoint
{
    public static Task GetAsync(ApiCall call) =>
        call.AnswerAsync((call.Catalog, call.Http.Request.PathBase), static (json, served) => OpenApiDocument.Write(json, served.Catalog, served.PathBase));
}
