using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Jobbers.Hosts.Http.Json;

/// <summary>Writes JSON answers straight into the response.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Options = new()
    {
        // Answers are application/json with nosniff, never HTML: letters may stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static async Task WriteAsync<TState>(
        HttpContext http, int status, TState state, Action<Utf8JsonWriter, TState> write, string contentType = "application/json")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, Options))
            write(json, state);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
