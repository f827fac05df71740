using Jobbers.Analyzers.Contracts;

namespace Jobbers.Analyzers.Tests.Contracts;

public sealed class ContractComparisonTests
{
    /// <summary>Old and new form of the member <c>x</c>, and the words of the break; null when stored tasks and callers survive.</summary>
    public static TheoryData<string, string, string?> Changes => new()
    {
        { Member("int32"), "", "'x' was removed or renamed" },
        { "", Member("int32"), null },
        { "", Member("int32", "\"required\":true"), "'x' is new and required" },
        { Member("int32"), Member("int32", "\"required\":true"), "'x' became required" },
        { Member("int32", "\"required\":true"), Member("int32"), null },
        { Member("int32", "\"nullable\":true"), Member("int32"), "'x' no longer takes null" },
        { Member("int32"), Member("int32", "\"nullable\":true"), null },
        { Member("guid"), Member("guid", "\"notNull\":true"), null },
        { Member("string", "\"nullable\":true,\"notNull\":true"), Member("string"), null },
        { Member("string", "\"nullable\":true"), Member("string", "\"nullable\":true,\"notNull\":true"), "'x' no longer takes null" },
        { Member("list", "\"of\":{\"type\":\"string\",\"nullable\":true}"), Member("list", "\"of\":{\"type\":\"string\"}"), "'x[]' no longer takes null" },
        { Member("json"), Member("json", "\"notNull\":true"), "'x' no longer takes null" },
        { Member("int32"), Member("int64"), null },
        { Member("int64"), Member("int32"), "'x' was int64 and is int32" },
        { Member("int32"), Member("double"), null },
        { Member("int64"), Member("double"), "'x' was int64 and is double" },
        { Member("int64"), Member("decimal"), null },
        { Member("int32"), Member("string"), "'x' was int32 and is string" },
        { Member("guid"), Member("string"), null },
        { Member("string"), Member("guid"), "'x' was string and is guid" },
        { Member("dateonly"), Member("datetime"), "'x' was dateonly and is datetime" },
        { Member("boolean", "\"nullable\":true"), Member("json"), null },
        { Member("enum", "\"values\":[\"a\"]"), Member("enum", "\"values\":[\"a\",\"b\"]"), null },
        { Member("enum", "\"values\":[\"a\",\"b\"]"), Member("enum", "\"values\":[\"a\"]"), "'x' no longer takes b" },
        { Member("list", "\"of\":{\"type\":\"int32\"}"), Member("list", "\"of\":{\"type\":\"int64\"}"), null },
        { Member("list", "\"of\":{\"type\":\"int64\"}"), Member("list", "\"of\":{\"type\":\"int32\"}"), "'x[]' was int64 and is int32" },
        { Member("set", "\"of\":{\"type\":\"int64\"}"), Member("list", "\"of\":{\"type\":\"int64\"}"), null },
        { Member("list", "\"of\":{\"type\":\"int64\"}"), Member("set", "\"of\":{\"type\":\"int64\"}"), "'x' was list and is set" },
        { Member("object", "\"members\":{}"), Member("object", "\"members\":{\"y\":{\"type\":\"int32\",\"required\":true}}"), "'x.y' is new and required" },
        { Member("int32"), Member("int32", "\"minimum\":1"), "'x' is narrowed: minimum 1" },
        { Member("int32", "\"minimum\":1"), Member("int32", "\"minimum\":0"), null },
        { Member("int32", "\"minimum\":1"), Member("int32", "\"moreThan\":1"), "'x' is narrowed: moreThan 1" },
        { Member("int32", "\"moreThan\":1"), Member("int32", "\"minimum\":1"), null },
        { Member("int32", "\"maximum\":10"), Member("int32", "\"maximum\":9"), "'x' is narrowed: maximum 9" },
        { Member("int32", "\"maximum\":9"), Member("int32", "\"maximum\":10"), null },
        { Member("double", "\"maximum\":1e300"), Member("double", "\"maximum\":1e301"), null },
        { Member("string", "\"minLength\":1,\"maxLength\":20"), Member("string", "\"maxLength\":20"), null },
        { Member("string", "\"maxLength\":20"), Member("string", "\"maxLength\":19"), "'x' is narrowed: maxLength 19" },
        { Member("string", "\"pattern\":\"a\""), Member("string", "\"pattern\":\"b\""), "'x' is narrowed: pattern b" },
        { Member("string", "\"pattern\":\"a\\n\""), Member("string", "\"pattern\":\"a\\u000a\""), null },
        { Member("string", "\"pattern\":\"a\""), Member("string"), null },
        { Member("string"), Member("string", "\"format\":\"email\""), "'x' is narrowed: format email" },
        { Member("string"), Member("string", "\"notEmpty\":true"), "'x' may no longer be empty" },
        { Member("string", "\"allowed\":[\"a\"]"), Member("string", "\"allowed\":[\"a\",\"b\"]"), null },
        { Member("string", "\"allowed\":[\"a\",\"b\"]"), Member("string", "\"allowed\":[\"a\"]"), "'x' is narrowed: fewer values are allowed" },
        { Member("string"), Member("string", "\"allowed\":[\"a\"]"), "'x' is narrowed: fewer values are allowed" },
        { Member("string", "\"denied\":[\"a\"]"), Member("string", "\"denied\":[]"), null },
        { Member("string", "\"denied\":[\"a\"]"), Member("string", "\"denied\":[\"a\",\"b\"]"), "'x' is narrowed: more values are denied" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_a_break_or_is_none(string old, string now, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], ContractComparison.Breaks(Parse(old), Parse(now)));

    [Theory]
    [MemberData(nameof(Changes))]
    public void No_change_is_no_break(string old, string now, string? expected)
    {
        Assert.True(expected is null || old != now);
        Assert.Empty(ContractComparison.Breaks(Parse(old), Parse(old)));
        Assert.Empty(ContractComparison.Breaks(Parse(now), Parse(now)));
    }

    private static string Member(string type, string more = "") => $$$"""{"x":{"type":"{{{type}}}"{{{(more.Length > 0 ? "," + more : "")}}} } }""";

    private static JsonNode Parse(string json) => JsonParser.Parse(json.Length == 0 ? "{}" : json)!;
}
