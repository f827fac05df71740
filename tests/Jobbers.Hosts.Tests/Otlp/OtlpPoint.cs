namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>One value of a metric as it was received; of a histogram its count, and its sum beside it.</summary>
internal sealed record OtlpPoint(string Service, string Process, string Metric, string Kind, string Unit, Dictionary<string, string> Attributes, double Value, double Sum)
{
    public static IEnumerable<OtlpPoint> ReadAll(WireMessage export) =>
        from resource in export.Messages(1)
        let about = resource.Message(1).Attributes(1)
        from scope in resource.Messages(2)
        where scope.Message(1).Text(1) == "Jobbers"
        from metric in scope.Messages(2)
        from point in ReadPoints(about["service.name"], about["service.instance.id"], metric)
        select point;

    private static IEnumerable<OtlpPoint> ReadPoints(string service, string process, WireMessage metric)
    {
        var (name, unit) = (metric.Text(1), metric.Text(3));
        if (metric.Has(9))
            return metric.Messages(9, 1).Select(point => new OtlpPoint(service, process, name, "histogram", unit, point.Attributes(9), point.Number(4), point.Double(5)));
        var isSum = metric.Has(7);
        var kind = !isSum ? "gauge" : metric.Message(7).Number(3) == 1 ? "counter" : "up-down counter";
        return metric.Messages(isSum ? 7 : 5, 1).Select(point =>
            new OtlpPoint(service, process, name, kind, unit, point.Attributes(7), point.Has(6) ? (long)point.Number(6) : point.Double(4), 0));
    }
}
