namespace Jobbers.Catalog;

/// <summary>
/// All tasks of one assembly, as generated, with the count and hash the generator computed: a build that lost some of them is found
/// at start, not when their work does not run.
/// </summary>
/// <param name="Assembly">The declaring assembly's name.</param>
/// <param name="Count">How many tasks the generator saw.</param>
/// <param name="Hash">FNV-1a (64 bit, hex) over the sorted <c>name@version</c> lines, each ended by a line feed.</param>
/// <param name="Tasks">The tasks themselves.</param>
public sealed record TaskManifest(string Assembly, int Count, string Hash, IReadOnlyList<TaskDescriptor> Tasks)
{
    /// <summary>The hash of a set of tasks.</summary>
    /// <param name="tasks">In any order.</param>
    public static string ComputeHash(IEnumerable<TaskDescriptor> tasks)
    {
        const ulong offset = 14695981039346656037, prime = 1099511628211;
        var hash = offset;
        foreach (var line in tasks.Select(t => $"{t.Name}@{t.Version}\n").Order(StringComparer.Ordinal))
        {
            foreach (var letter in line)
                hash = unchecked((hash ^ letter) * prime);
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    internal void Verify()
    {
        if (Tasks.Count == Count && ComputeHash(Tasks) == Hash)
            return;
        throw new InvalidOperationException(
            $"The task manifest of assembly '{Assembly}' does not match its tasks ({Tasks.Count} of {Count} found). Rebuild the assembly from clean.");
    }
}
