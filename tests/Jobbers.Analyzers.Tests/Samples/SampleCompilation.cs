using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Jobbers.Analyzers.Tests.Samples;

/// <summary>A sample's source files as its project compiles them: a program, with the usings of the SDK and of Jobbers.Consumer.props.</summary>
internal static class SampleCompilation
{
    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    private static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "Jobbers.Declaration", "Jobbers.Hosts", "Jobbers.Setup", "Jobbers.Submission",
    ];

    /// <summary>Everything this test program itself runs with.</summary>
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    /// <param name="folder">With the source files.</param>
    /// <param name="root">What the paths in findings are relative to.</param>
    public static CSharpCompilation Of(string folder, string root) => Of(
        Path.GetFileName(folder),
        Directory.EnumerateFiles(folder, "*.cs").Order().Select(file => (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file))),
        OutputKind.ConsoleApplication);

    /// <summary>The same of files that are given.</summary>
    public static CSharpCompilation Of(string name, IEnumerable<(string Path, string Text)> files, OutputKind kind)
    {
        var usings = CSharpSyntaxTree.ParseText(string.Concat(Usings.Select(space => $"global using {space};\n")), Parsing, "Usings.cs");
        return CSharpCompilation.Create(
            name, [usings, .. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path))], References.Value,
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
    }
}
