using System.Reflection;
using Jobbers.Storage;

namespace Jobbers.Hosts.Tests;

/// <summary>Any face of a store that is down: whatever is asked of it fails, as the real ones do.</summary>
public class DownProxy : DispatchProxy
{
    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        // A property of the store gives a face of it, which is down as well.
        if (targetMethod!.Name.StartsWith("get_", StringComparison.Ordinal))
            return targetMethod.ReturnType == typeof(string) ? "sqlite:down.db" : Create(targetMethod.ReturnType, typeof(DownProxy));
        // Hints are heard by this process itself; none come from a store that is down.
        if (targetMethod.ReturnType == typeof(IDisposable))
            return new MemoryStream();
        throw new StoreUnavailableException("The database file jobbers.db is locked by another program; close it.");
    }
}
