namespace Jobbers.Hosts.Tests.Otlp;

/// <summary>All that look at one run.</summary>
[CollectionDefinition(nameof(TelemetryRun))]
public sealed class TelemetryRunGroup : ICollectionFixture<TelemetryRun>;
