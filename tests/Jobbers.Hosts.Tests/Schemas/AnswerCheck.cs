using System.Text.Json;

namespace Jobbers.Hosts.Tests.Schemas;

/// <summary>Holds every answer against the OpenAPI document: its status is one that the route may give, and its body fits that status' schema.</summary>
internal sealed class AnswerCheck
{
    private readonly JsonElement _document;
    private readonly SchemaCheck _schemas;

    public AnswerCheck(JsonElement document)
    {
        _document = document;
        _schemas = new SchemaCheck(document);
    }

    /// <summary>What is wrong with an answer; empty when nothing is. Paths that are not of the API are not judged.</summary>
    public IReadOnlyList<string> Find(string method, string path, int status, string? contentType, string body)
    {
        if (Operation(method, path) is not { } operation)
            return [];
        if (!operation.GetProperty("responses").TryGetProperty($"{status}", out var response))
            return [$"{status} is not among the answers of {method} {path}"];
        if (!response.TryGetProperty("content", out var content))
            return body.Length == 0 ? [] : [$"{status} of {method} {path} has no body, and one came: {body}"];
        if (contentType is null || !content.TryGetProperty(contentType, out var media))
            return [$"{contentType} is not what {status} of {method} {path} is"];
        return contentType.EndsWith("json", StringComparison.Ordinal) ? _schemas.Find(media.GetProperty("schema"), JsonElement.Parse(body)) : [];
    }

    /// <summary>What is wrong with a request that was accepted: the document must let pass what the manager takes.</summary>
    public IReadOnlyList<string> FindInRequest(string method, string path, string body)
    {
        if (Operation(method, path) is not { } operation || !operation.TryGetProperty("requestBody", out var request))
            return [];
        return _schemas.Find(request.GetProperty("content").GetProperty("application/json").GetProperty("schema"), JsonElement.Parse(body));
    }

    private JsonElement? Operation(string method, string path)
    {
        var parts = path.Split('?')[0].Trim('/').Split('/');
        var fits = _document.GetProperty("paths").EnumerateObject()
            .Where(known => Fits(known.Name.Trim('/').Split('/'), parts))
            .OrderBy(known => known.Name.Count(letter => letter == '{'))
            .FirstOrDefault();
        return fits.Value.ValueKind == JsonValueKind.Object && fits.Value.TryGetProperty(method.ToLowerInvariant(), out var operation) ? operation : null;
    }

    private static bool Fits(string[] pattern, string[] parts) =>
        pattern.Length == parts.Length && pattern.Zip(parts).All(pair => (pair.First.StartsWith('{') && pair.Second.Length > 0) || pair.First == pair.Second);
}
