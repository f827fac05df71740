using System.Runtime.CompilerServices;

namespace Jobbers.Hosts.Tests.Architecture;

/// <summary>The repository's own sources, as the rules see them.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every source file of the product.</summary>
    public static IReadOnlyList<string> Product { get; } = Files(["Jobbers.Generators", "Jobbers.Analyzers", "Jobbers.Runtime", "Jobbers.Hosts"]);

    /// <summary>Every source file of tests and samples.</summary>
    public static IReadOnlyList<string> Tests { get; } = Files(["tests", "samples"]);

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static List<string> Files(string[] folders) =>
        [.. folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj" or "artifacts") && !file.EndsWith(".verified.cs", StringComparison.Ordinal) && !file.EndsWith(".received.cs", StringComparison.Ordinal))];

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Directory.GetParent(File.Exists(here) ? here : AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Jobbers.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Jobbers.sln was not found above the tests");
    }
}
