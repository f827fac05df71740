using Xunit.Sdk;
using Xunit.v3;

namespace Drills;

/// <summary>Finds long drills when JOBBERS_DRILLS is <c>all</c>.</summary>
public sealed class LongDrillDiscoverer : IXunitTestCaseDiscoverer
{
    private readonly FactDiscoverer _facts = new();

    public ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        Environment.GetEnvironmentVariable("JOBBERS_DRILLS") == "all"
            ? _facts.Discover(discoveryOptions, testMethod, factAttribute)
            : ValueTask.FromResult<IReadOnlyCollection<IXunitTestCase>>([]);
}
