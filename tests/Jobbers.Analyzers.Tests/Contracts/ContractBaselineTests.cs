using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jobbers.Analyzers.Contracts;

namespace Jobbers.Analyzers.Tests.Contracts;

public sealed class ContractBaselineTests
{
    private const string Contract = """{"a":{"type":"string","required":true,"pattern":"\\d+<é\"\\u0007"},"b":{"type":"list","of":{"type":"object","members":{}},"allowed":[1,2.5]}}""";

    /// <summary>So that a fix and the command line leave no difference behind one another.</summary>
    [Fact]
    public void It_is_written_as_the_contracts_command_writes_it()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("t@1");
            using var contract = JsonDocument.Parse(Contract);
            contract.RootElement.WriteTo(writer);
            writer.WriteEndObject();
        }

        Assert.Equal(Encoding.UTF8.GetString(stream.ToArray()) + "\n", ContractBaseline.Parse("")!.With("t@1", JsonParser.Parse(Contract)!));
    }

    [Fact]
    public void A_contract_takes_its_place_by_name_and_number_and_moves_nothing_else()
    {
        var text = "";
        foreach (var key in new[] { "b@10", "a@1", "b@2", "c@1", "a.b@1" })
            text = ContractBaseline.Parse(text)!.With(key, JsonNode.Empty);
        Assert.Equal("{\n  \"a@1\": {},\n  \"a.b@1\": {},\n  \"b@2\": {},\n  \"b@10\": {},\n  \"c@1\": {}\n}\n", text);
        var odd = text.Replace("\"b@2\": {}", "\"b@2\":{   }", StringComparison.Ordinal);
        Assert.Equal(odd.Replace("\"c@1\": {}", "\"c@1\": {\n    \"x\": {}\n  }", StringComparison.Ordinal), ContractBaseline.Parse(odd)!.With("c@1", JsonParser.Parse("""{"x":{}}""")!));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{} x")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":\"\\u12\"}")]
    [InlineData("{\"a\":\"\\u12_4\"}")]
    public void What_is_no_object_is_no_baseline(string text) => Assert.Null(ContractBaseline.Parse(text));
}
