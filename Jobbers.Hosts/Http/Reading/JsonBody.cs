using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Jobbers.Hosts.Http.Reading;

/// <summary>Reads a request's JSON: bounded, of the right type, well-formed. Members given twice are found where they are read.</summary>
internal static class JsonBody
{
    /// <summary>An envelope stands around the parameters, and in a batch a list around the envelopes.</summary>
    private const int EnvelopeDepth = 2;

    /// <summary>How much of a body that is too large is still read, so that its sender gets to the answer.</summary>
    private const int DrainedBytes = 16 * 1024 * 1024;

    /// <summary>The room made before anything came; more only for bytes that did, as a length is easily said.</summary>
    private const int MostRoomAhead = 64 * 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = PayloadLimits.MaxDepth + EnvelopeDepth };

    /// <exception cref="ApiProblemException">It is none; the problem says why.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpContext http, int maxBytes = ApiLimits.MaxBodyBytes)
    {
        CheckType(http.Request);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBytes + DrainedBytes;
        if (http.Request.ContentLength > maxBytes + DrainedBytes)
            throw TooLarge(maxBytes);
        return Parse(await ReadBytesAsync(http, maxBytes));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpContext http, int maxBytes)
    {
        var reader = http.Request.BodyReader;
        var body = new ArrayBufferWriter<byte>((int)Math.Clamp(http.Request.ContentLength ?? 1024, 1, MostRoomAhead));
        while (true)
        {
            // Two ways to leave the server's pipe in the middle of a read, which it then stumbles over when the caller goes away: a read
            // that is cancelled in that moment, hence no token (the server ends the read itself), and bytes looked at but not taken, hence
            // all are taken at once.
            var read = await reader.ReadAsync(CancellationToken.None);
            var tooLarge = body.WrittenCount + read.Buffer.Length > maxBytes;
            if (!tooLarge)
                Append(body, read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            if (tooLarge)
            {
                await DrainAsync(http);
                throw TooLarge(maxBytes);
            }

            if (read.IsCompleted)
                return body.WrittenMemory;
        }
    }

    private static void Append(ArrayBufferWriter<byte> body, ReadOnlySequence<byte> read)
    {
        foreach (var part in read)
            body.Write(part.Span);
    }

    /// <summary>Reads on and keeps nothing: a sender that is cut off while it sends never sees the answer.</summary>
    private static async Task DrainAsync(HttpContext http)
    {
        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    /// <summary>Whether the request has a body at all.</summary>
    public static bool IsPresent(HttpRequest request) => request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0;

    /// <summary>Refuses a body that is said to be something else: what a form on another site could send is not taken for a request.</summary>
    /// <exception cref="ApiProblemException">It is no JSON.</exception>
    public static void CheckType(HttpRequest request)
    {
        if (!IsJson(request))
            throw new ApiProblemException(415, "Wrong content type", "Send the body as JSON, with the header 'content-type: application/json'.");
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length == 0)
            throw new ApiProblemException(400, "No body", "This request needs a JSON body.");
        if (!Utf8.IsValid(bytes.Span))
            throw new ApiProblemException(400, "Not valid JSON", "The body holds bytes that are no UTF-8.");
        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException broken)
        {
            var where = broken.LineNumber is { } line ? $" (line {line + 1}, byte {broken.BytePositionInLine + 1})" : "";
            throw new ApiProblemException(400, "Not valid JSON", $"The body is not well-formed JSON{where}, or nests deeper than {PayloadLimits.MaxDepth}.");
        }
    }

    private static bool IsJson(HttpRequest request)
    {
        var type = request.ContentType;
        if (type is null)
            return false;
        var end = type.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? type : type[..end]).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }

    private static ApiProblemException TooLarge(int maxBytes) =>
        new(413, "Too large", $"The body is larger than {maxBytes} bytes; store large data elsewhere and pass where it is.");
}
