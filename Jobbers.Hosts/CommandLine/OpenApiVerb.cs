using System.CommandLine;
using System.Text.Json;
using Jobbers.Hosts.Http.OpenApi;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Writes the OpenAPI document, without a server and without a store.</summary>
internal static class OpenApiVerb
{
    public static Command Create(VerbContext context)
    {
        var path = new Argument<string>("path") { Description = "The file to write.", DefaultValueFactory = _ => "openapi.json" };
        var verb = new Command("openapi", "Writes the OpenAPI document of this program's API, without a server or store.") { path };
        verb.SetAction((parsed, cancellationToken) => WriteAsync(context, parsed.GetValue(path)!, parsed.InvocationConfiguration.Output, cancellationToken));
        return verb;
    }

    private static async Task<int> WriteAsync(VerbContext context, string path, TextWriter output, CancellationToken cancellationToken)
    {
        var catalog = context.Configure(new ServiceCollection());
        using var text = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
            OpenApiDocument.Write(writer, catalog);
        text.WriteByte((byte)'\n');
        await OutputFile.WriteAsync(path, text.ToArray(), cancellationToken);
        output.WriteLine($"OpenAPI document of {catalog.Tasks.Count} tasks written to {Path.GetFullPath(path)}");
        return 0;
    }
}
