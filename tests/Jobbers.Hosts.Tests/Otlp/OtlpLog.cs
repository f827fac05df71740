namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>A log record as it was received; scopes are among its attributes.</summary>
internal sealed record OtlpLog(string Service, string Category, string Severity, string Body, Dictionary<string, string> Attributes, string Trace, string Span)
{
    public static IEnumerable<OtlpLog> ReadAll(WireMessage export) =>
        from resource in export.Messages(1)
        let service = resource.Message(1).Attributes(1)["service.name"]
        from scope in resource.Messages(2)
        from record in scope.Messages(2)
        select new OtlpLog(
            service, scope.Message(1).Text(1), record.Text(3), record.Message(5).Text(1), record.Attributes(6), record.Hex(9), record.Hex(10));
}
