using Jobbers.Analyzers.Blocking;
using Jobbers.Analyzers.Cancellation;
using Jobbers.Analyzers.Exceptions;
using Jobbers.Analyzers.Heartbeats;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Jobbers.Analyzers.Tests.Flow;

internal static class FlowAnalyzers
{
    public static IReadOnlyList<DiagnosticAnalyzer> All { get; } =
    [
        new MissingHeartbeat(), new UnwatchedLoop(), new UselessHeartbeat(),
        new TransientNotCovered(), new NonExpectedException(), new RedundantException(), new VainRetries(),
        new MissingToken(), new TokenNotPassed(), new SwallowedCancellation(),
        new BlockingCall(),
    ];
}
