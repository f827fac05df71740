using System.Text.Json;

namespace Jobbers.Hosts.Tests.Schemas;

/// <summary>The check that every other test's answers go through can fail.</summary>
public sealed class AnswerCheckTests
{
    private const string Cancelled = """{"id":"01JBKR2E5F3G4H5J6K718M9N0P","status":"cancelled"}""";

    private static readonly AnswerCheck Check = new(Manager.Document);

    [Theory]
    [InlineData(200, "application/json", Cancelled)]
    [InlineData(202, "application/json", """{"id":"x","status":"cancellation_requested","message":"m"}""")]
    [InlineData(409, "application/problem+json", """{"title":"t","status":409,"detail":"d","errors":{"a":["b"]}}""")]
    public void What_the_document_allows_passes(int status, string type, string body) =>
        Assert.Empty(Check.Find("POST", "/tasks/x/cancel", status, type, body));

    [Theory]
    [InlineData(201, "application/json", Cancelled)]
    [InlineData(200, "text/plain", Cancelled)]
    [InlineData(200, "application/json", """{"id":"x"}""")]
    [InlineData(200, "application/json", """{"id":5,"status":"cancelled"}""")]
    [InlineData(200, "application/json", """{"id":"x","status":"gone"}""")]
    [InlineData(200, "application/json", """{"id":"x","status":"cancelled","more":1}""")]
    [InlineData(409, "application/problem+json", """{"title":"t","status":409,"detail":"d","errors":{"a":"b"}}""")]
    [InlineData(409, "application/problem+json", "[]")]
    public void What_it_does_not_allow_is_found(int status, string type, string body) =>
        Assert.NotEmpty(Check.Find("POST", "/tasks/x/cancel", status, type, body));

    [Fact]
    public void A_body_where_none_is_promised_is_found() => Assert.NotEmpty(Check.Find("GET", "/tasks/x/wait", 204, null, "{}"));

    [Fact]
    public void A_request_is_held_against_its_schema()
    {
        Assert.Empty(Check.FindInRequest("POST", "/tasks", """{"name":"echo","delay":1}"""));
        Assert.NotEmpty(Check.FindInRequest("POST", "/tasks", """{"name":"nobody"}"""));
    }

    [Fact]
    public void Every_documented_answer_has_a_schema_that_exists()
    {
        var schemas = Manager.Document.GetProperty("components").GetProperty("schemas");
        var references = Manager.Document.GetRawText().Split("\"$ref\":\"#/components/schemas/").Skip(1)
            .Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.Equal(JsonValueKind.Object, schemas.GetProperty(name).ValueKind));
    }
}
