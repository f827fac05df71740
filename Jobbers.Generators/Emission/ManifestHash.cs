using System.Globalization;
using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>The hash that <c>TaskManifest.ComputeHash</c> finds at start, computed at build time.</summary>
internal static class ManifestHash
{
    public static string Compute(IEnumerable<TaskKey> tasks)
    {
        const ulong offset = 14695981039346656037, prime = 1099511628211;
        var hash = offset;
        var lines = tasks.Select(t => t.Name + "@" + t.Version.ToString(CultureInfo.InvariantCulture) + "\n");
        foreach (var letter in lines.OrderBy(l => l, StringComparer.Ordinal).SelectMany(l => l))
            hash = unchecked((hash ^ letter) * prime);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
