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

    /// <summary>Writes an answer that may be large: what is written goes out piece by piece, as <see cref="LargeJson.FlushAsync"/> is called.</summary>
    public static async Task WriteLargeAsync<TState>(HttpContext http, TState state, Func<LargeJson, TState, Task> write)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(http.Response.BodyWriter, Options))
            await write(new LargeJson(json, http.Response.BodyWriter, http.RequestAborted), state);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
