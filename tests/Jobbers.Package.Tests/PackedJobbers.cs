using System.Runtime.CompilerServices;

namespace Jobbers.Package.Tests;

/// <summary>The package that <c>build.sh</c> made, under a version of its own, so that no cache has an older one of that name.</summary>
internal static class PackedJobbers
{
    private const string Prefix = "Jobbers.";

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../.."));

    public static string Folder { get; } = Environment.GetEnvironmentVariable("JOBBERS_PACKAGES") is { Length: > 0 } given ? given : Path.Combine(Root, "artifacts/packages");

    public static string File => Directory.Exists(Folder) && Directory.GetFiles(Folder, "Jobbers.*.nupkg") is [var only]
        ? only
        : throw new InvalidOperationException($"There is not exactly one package in {Folder}. Run ./build.sh test, which makes it, or set JOBBERS_PACKAGES to a folder with one.");

    public static string Version => Path.GetFileNameWithoutExtension(File)[Prefix.Length..];

    /// <summary>Where NuGet unpacked it for the projects that use it.</summary>
    public static string Unpacked
    {
        get
        {
            var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
                ? given
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
            return Path.Combine(packages, "jobbers", Version);
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
