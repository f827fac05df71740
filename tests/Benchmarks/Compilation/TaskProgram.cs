using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using Jobbers.Setup;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Compiling;

/// <summary>A program as large as the budget asks: 1,000 tasks in 100 files, about 100,000 lines in all.</summary>
internal static class TaskProgram
{
    public const int TasksAFile = 10;
    private const int TaskFiles = 100;
    private const int OtherFiles = 40;

    /// <summary>The small program is this part of the large one.</summary>
    private const int SmallPart = 5;

    public static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    /// <summary>New trees at each call: neither the compiler nor a generator has seen them.</summary>
    public static CSharpCompilation Compile(bool small = false)
    {
        var part = small ? SmallPart : 1;
        var trees = new List<SyntaxTree> { Parse(Usings, "Usings.cs") };
        trees.AddRange(Enumerable.Range(0, TaskFiles / part).Select(i => Parse(TaskFile(i), $"Tasks{i}.cs")));
        trees.AddRange(Enumerable.Range(0, OtherFiles / part).Select(i => Parse(OtherFile(i), $"Other{i}.cs")));
        MetadataReference[] references =
        [
            .. Net100.References.All,
            MetadataReference.CreateFromFile(typeof(JobbersBuilder).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(IServiceCollection).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(Ulid).Assembly.Location),
        ];
        return CSharpCompilation.Create(
            "Large", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The same program with one file's text changed.</summary>
    public static CSharpCompilation Edit(CSharpCompilation program, string path, string from, string to)
    {
        var old = program.SyntaxTrees.Single(tree => tree.FilePath == path);
        var text = old.ToString();
        var at = text.IndexOf(from, StringComparison.Ordinal);
        if (at < 0)
            throw new InvalidOperationException($"{path} does not hold '{from}': the edit must follow the template");
        return program.ReplaceSyntaxTree(old, Parse(text[..at] + to + text[(at + from.Length)..], path));
    }

    public static int Tasks(bool small) => TaskFiles / (small ? SmallPart : 1) * TasksAFile;

    public static int Lines(CSharpCompilation program) => program.SyntaxTrees.Sum(tree => tree.GetText().Lines.Count);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path, Encoding.UTF8);

    private static string TaskFile(int file)
    {
        var tasks = Enumerable.Range(0, TasksAFile).Select(i => TaskTemplates.Of(i)
            .Replace("$N", (file * TasksAFile + i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var text = TaskTemplates.FileHead + string.Join("\n", tasks) + "\n}\n";
        return text.Replace("$F", file.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string OtherFile(int file) => TaskTemplates.OtherHead.Replace("$F", file.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        + string.Join("\n", Enumerable.Range(0, 12).Select(i => TaskTemplates.Other.Replace("$N", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))
        + "\n}\n";

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel.DataAnnotations;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Jobbers.Declaration;
        """;
}
