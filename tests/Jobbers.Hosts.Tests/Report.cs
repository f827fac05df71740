namespace Jobbers.Hosts.Tests;

/// <summary>Parameters of the tests' <c>generate_report</c>.</summary>
internal sealed record Report(int ReportId, string? Title);
