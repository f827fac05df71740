using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Processes;

namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>Which signals leave: those that were asked for, and nothing to this machine unasked.</summary>
public sealed class ExportedSignalsTests
{
    private const string Common = "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318";

    [Theory]
    [InlineData("")]
    [InlineData("metrics traces logs", Common)]
    [InlineData("traces", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://collector:4318/v1/traces")]
    [InlineData("metrics", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=https://collector/v1/metrics", "OTEL_EXPORTER_OTLP_ENDPOINT= ")]
    [InlineData("traces logs", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://a:4317", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=http://b:4317")]
    [InlineData("metrics logs", Common, "OTEL_TRACES_EXPORTER=none")]
    [InlineData("traces", Common, "OTEL_METRICS_EXPORTER=None", "OTEL_LOGS_EXPORTER=console")]
    [InlineData("metrics traces logs", Common, "OTEL_TRACES_EXPORTER=console, otlp", "OTEL_LOGS_EXPORTER=")]
    [InlineData("", "OTEL_TRACES_EXPORTER=otlp")]
    [InlineData("", Common, "OTEL_SDK_DISABLED=TRUE")]
    [InlineData("metrics traces logs", Common, "OTEL_SDK_DISABLED=1")]
    public void Signals_leave_that_have_an_endpoint_and_no_other_exporter(string signals, params string[] variables)
    {
        var read = ExportedSignals.Read(Variables(variables));

        string?[] on = [read.Metrics ? "metrics" : null, read.Traces ? "traces" : null, read.Logs ? "logs" : null];
        Assert.Equal(signals, string.Join(' ', on.OfType<string>()));
    }

    [Theory]
    [InlineData("collector")]
    [InlineData("collector:4317")]
    [InlineData("/v1/traces")]
    public void An_endpoint_that_is_no_address_is_refused(string endpoint)
    {
        var refused = Assert.Throws<SettingsException>(() => ExportedSignals.Read(Variables($"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={endpoint}")));

        Assert.StartsWith("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is no address", refused.Message, StringComparison.Ordinal);
        Assert.False(ExportedSignals.Read(Variables($"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT={endpoint}", "OTEL_TRACES_EXPORTER=none")).Any);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "GRPC")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "json")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "thrift")]
    public void A_protocol_that_is_not_spoken_is_refused(string name, string protocol)
    {
        var refused = Assert.Throws<SettingsException>(() => ExportedSignals.Read(Variables(Common, $"{name}={protocol}")));

        Assert.Equal($"{name} is '{protocol}': it must be grpc (which it is when it is not set) or http/protobuf.", refused.Message);
    }

    [Theory]
    [InlineData(Common, "OTEL_EXPORTER_OTLP_PROTOCOL=grpc")]
    [InlineData(Common, "OTEL_EXPORTER_OTLP_PROTOCOL= http/protobuf ")]
    [InlineData(Common, "OTEL_EXPORTER_OTLP_PROTOCOL= ")]
    [InlineData(Common, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf", "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL=grpc")]
    [InlineData(Common, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/json", "OTEL_TRACES_EXPORTER=none")]
    public void A_protocol_is_asked_of_what_leaves_only(params string[] variables) => Assert.True(ExportedSignals.Read(Variables(variables)).Any);

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "s3cret", "OTEL_EXPORTER_OTLP_HEADERS is no list of headers: it must be like api-key=secret,tenant=a.")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=b,,s3cret=c", "OTEL_EXPORTER_OTLP_HEADERS is no list of headers: it must be like api-key=secret,tenant=a.")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "=s3cret", "OTEL_EXPORTER_OTLP_LOGS_HEADERS is no list of headers: it must be like api-key=secret,tenant=a.")]
    [InlineData("OTEL_EXPORTER_OTLP_CERTIFICATE", "/absent/ca.pem", "OTEL_EXPORTER_OTLP_CERTIFICATE names a file that does not exist: /absent/ca.pem")]
    [InlineData("OTEL_EXPORTER_OTLP_CLIENT_KEY", "/absent/key.pem", "OTEL_EXPORTER_OTLP_CLIENT_KEY names a file that does not exist: /absent/key.pem")]
    public void What_would_end_the_start_in_a_stack_is_said_in_a_sentence(string name, string value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<SettingsException>(() => ExportedSignals.Read(Variables(Common, $"{name}={value}"))).Message);

    [Theory]
    [InlineData("api-key=secret,tenant=a")]
    [InlineData("authorization=Basic%20YTpiPT0%3D")]
    [InlineData(" a=b , c=")]
    [InlineData("a=b,")]
    [InlineData(" ")]
    public void Headers_are_taken_as_the_exporter_takes_them(string headers) => Assert.True(ExportedSignals.Read(Variables(Common, $"OTEL_EXPORTER_OTLP_HEADERS={headers}")).Any);

    private static Func<string, string?> Variables(params string[] variables)
    {
        var read = variables.Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return read.GetValueOrDefault;
    }
}
