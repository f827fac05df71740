using System.Net.Http.Headers;
using System.Text.Json;

namespace Jobbers.Hosts.Tests;

/// <summary>What the manager answered to one request.</summary>
internal sealed record Answer(int Status, HttpResponseHeaders Headers, string? ContentType, string Text)
{
    /// <summary>The body as JSON; a test that asks for it fails when it is none.</summary>
    public JsonElement Json { get; } = Text.Length > 0 && ContentType is "application/json" or "application/problem+json" ? JsonElement.Parse(Text) : default;

    public JsonElement this[string member] => Json.GetProperty(member);

    public string Id => this["id"].GetString()!;

    /// <summary>Checks that this is a problem answer of a status, complete as the API promises.</summary>
    public Answer IsProblem(int status)
    {
        Assert.True(status == Status, $"expected {status}, got {Status}: {Text}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(status, this["status"].GetInt32());
        Assert.NotEmpty(this["title"].GetString()!);
        Assert.EndsWith(".", this["detail"].GetString(), StringComparison.Ordinal);
        return this;
    }

    /// <summary>Checks that this is a 400 that names exactly these paths.</summary>
    public void IsInvalid(params string[] paths)
    {
        IsProblem(400);
        Assert.Equal(paths.Order(StringComparer.Ordinal), this["errors"].EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.All(this["errors"].EnumerateObject(), error => Assert.NotEmpty(error.Value.EnumerateArray()));
    }

    /// <summary>Checks the status.</summary>
    public Answer Is(int status)
    {
        Assert.True(status == Status, $"expected {status}, got {Status}: {Text}");
        return this;
    }

    public bool Has(string member) => Json.TryGetProperty(member, out _);

    public List<string> Strings(string member) => [.. this[member].EnumerateArray().Select(item => item.GetString()!)];
}
