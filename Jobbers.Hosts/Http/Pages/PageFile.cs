using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Pages;

/// <summary>A file of the pages, from this assembly or from the one of the API reference: nothing is read from disk and nothing from another host.</summary>
/// <param name="Resource">Its name in the assembly.</param>
/// <param name="ContentType">What it is.</param>
internal sealed record PageFile(string Resource, string ContentType)
{
    /// <summary>The API reference's script lies in its assembly as gzip, and is mostly sent as it lies there.</summary>
    public static readonly PageFile Reference = new("ScalarStaticAssets.scalar.js", "text/javascript; charset=utf-8") { IsCompressed = true };

    public static readonly PageFile Start = new("pages.docs.js", "text/javascript; charset=utf-8");
    public static readonly PageFile Styles = new("pages.pages.css", "text/css; charset=utf-8");

    private bool IsCompressed { get; init; }

    /// <summary>Of this very build: a browser asks whether its copy still is the one, and is told so in a few bytes.</summary>
    private static readonly string Tag = $"\"{typeof(PageFile).Module.ModuleVersionId:N}\"";

    public async Task AnswerAsync(ApiCall call)
    {
        var (request, response) = (call.Http.Request, call.Http.Response);
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = Tag;
        if (request.Headers.IfNoneMatch.Contains(Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = ContentType;
        await using var file = Open();
        if (!IsCompressed)
        {
            await file.CopyToAsync(response.Body, call.Aborted);
            return;
        }

        response.Headers.Vary = "Accept-Encoding";
        if (request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            await file.CopyToAsync(response.Body, call.Aborted);
            return;
        }

        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        await plain.CopyToAsync(response.Body, call.Aborted);
    }

    public Stream Open()
    {
        var assembly = IsCompressed ? typeof(Scalar.AspNetCore.ScalarOptions).Assembly : typeof(PageFile).Assembly;
        return assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The file {Resource} is missing from this build.");
    }
}
