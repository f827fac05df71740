namespace Jobbers.Hosts.Tests.Dashboard;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("jobbers-dashboard-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
