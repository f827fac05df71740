namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>A span as it was received.</summary>
internal sealed record OtlpSpan(
    string Service, string Scope, string Name, SpanKind Kind, string Trace, string Id, string Parent, Dictionary<string, string> Attributes,
    List<(string Trace, string Span)> Links, List<(string Name, Dictionary<string, string> Attributes)> Events, bool IsError, string StatusMessage)
{
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    public static IEnumerable<OtlpSpan> ReadAll(WireMessage export) =>
        from resource in export.Messages(1)
        let service = resource.Message(1).Attributes(1)["service.name"]
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        let status = span.Message(15)
        select new OtlpSpan(
            service, scope.Message(1).Text(1), span.Text(5), (SpanKind)span.Number(6), span.Hex(1), span.Hex(2), span.Hex(4), span.Attributes(9),
            [.. span.Messages(13).Select(link => (link.Hex(1), link.Hex(2)))],
            [.. span.Messages(11).Select(each => (each.Text(2), each.Attributes(3)))],
            status.Number(3) == 2, status.Text(2));
}
