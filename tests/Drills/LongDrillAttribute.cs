using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Drills;

/// <summary>A drill that is too long for every run of the tests: it exists only for <c>./build.sh drills</c>, and is not counted as skipped elsewhere.</summary>
[XunitTestCaseDiscoverer(typeof(LongDrillDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongDrillAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : FactAttribute(file, line);
