using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Basic.Reference.Assemblies;
using Jobbers.Analyzers;
using Jobbers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Benchmarks.Compiling;

/// <summary>The SDK's own compiler as a build starts it, on the large program: with the generator, and with or without the analyzers.</summary>
internal sealed class CompilerRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-compile-").FullName;

    public CompilerRun(CSharpCompilation program)
    {
        foreach (var tree in program.SyntaxTrees)
            File.WriteAllText(Path.Combine(_folder, tree.FilePath), tree.ToString());
        var lines = new List<string>
        {
            "/noconfig", "/nostdlib+", "/target:library", "/langversion:14", "/nullable:enable", "/optimize+", "/deterministic+", "/nologo", "/reportanalyzer",
            "/nowarn:1701,1702", "/out:Large.dll", "/analyzer:" + typeof(TaskGenerator).Assembly.Location,
        };
        foreach (var reference in Net100.ReferenceInfos.All)
        {
            File.WriteAllBytes(Path.Combine(_folder, reference.FileName), reference.ImageBytes);
            lines.Add("/r:" + reference.FileName);
        }

        lines.AddRange(program.References.OfType<PortableExecutableReference>().Where(r => File.Exists(r.FilePath)).Select(r => $"/r:\"{r.FilePath}\""));
        lines.AddRange(program.SyntaxTrees.Select(tree => tree.FilePath));
        File.WriteAllLines(Path.Combine(_folder, "program.rsp"), lines);
    }

    /// <summary>Wall and CPU time of one run, and the share of it that the compiler counts for each analyzer, in seconds.</summary>
    public (Cost Cost, IReadOnlyList<(string Name, double Seconds)> Rules) Run(bool withAnalyzers)
    {
        var analyzers = withAnalyzers ? $"/analyzer:{typeof(DeclarationAnalyzer).Assembly.Location}" : "";
        var start = new ProcessStartInfo("bash", ["-c", $"TIMEFORMAT='time %R %U %S'; time dotnet '{CompilerPath()}' @program.rsp {analyzers}"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(string.Join("\n", output.Split('\n').Where(l => l.Contains(": error", StringComparison.Ordinal)).Take(5)) + errors.Result);
        var times = errors.Result.Split('\n').Single(l => l.StartsWith("time ", StringComparison.Ordinal)).Split(' ').Skip(1)
            .Select(t => double.Parse(t, CultureInfo.InvariantCulture) * 1000).ToList();
        return (new Cost(times[0], times[1] + times[2]), [.. output.Split('\n').Select(Rule).OfType<(string, double)>()]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A line of the compiler's report: seconds, per cent, name and ids.</summary>
    private static (string, double)? Rule(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 3 && parts[2].StartsWith("Jobbers.Analyzers.", StringComparison.Ordinal)
            ? (parts[2], double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0)
            : null;
    }

    private static string CompilerPath()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        return Directory.GetDirectories(Path.Combine(root, "sdk")).Select(sdk => Path.Combine(sdk, "Roslyn/bincore/csc.dll")).Where(File.Exists).Order().Last();
    }
}
