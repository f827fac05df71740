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

    /// <summary>Made for these tests: one that somebody uses may lie unpacked on this machine, in an older form.</summary>
    public static string Version => Path.GetFileNameWithoutExtension(File)[Prefix.Length..] is var version && version.Contains("-test.", StringComparison.Ordinal)
        ? version
        : throw new InvalidOperationException($"{File} was not made for the tests: run ./build.sh test, which makes one.");

    /// <summary>Where NuGet keeps what this machine has unpacked already.</summary>
    public static string Unpacked { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
        ? given
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");

    private static string Here([CallerFilePath] string path = "") => path;
}
