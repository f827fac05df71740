using System.Collections.Immutable;
using Jobbers.Generators.Model;
using Jobbers.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Jobbers.Generators.Discovery;

/// <summary>
/// Finds and reads the valid tasks of a program. Roslyn's own search by attribute binds the attributes of every task anew for every edit;
/// here a file's tasks are read again only when the file itself or what it sees of the <see cref="ProgramSurface"/> has changed.
/// </summary>
internal static class TaskFinder
{
    public static ImmutableArray<TaskModel> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        var files = compilation.SyntaxTrees.Select(tree => TreeFacts.Of(tree, cancellationToken)).ToList();
        var surface = new ProgramSurface(compilation, files);
        var globalNames = Spellings(["RegisterTask"], files.SelectMany(f => f.Aliases).Where(a => a.IsGlobal));
        var found = ImmutableArray.CreateBuilder<TaskModel>();
        foreach (var file in files.Where(f => f.Candidates.Count > 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var seen = surface.SeenBy(file);
            var tasks = file.Tasks;
            if (tasks?.Surface != seen)
                file.Tasks = tasks = new TreeTasks(seen, [.. Read(compilation, file, globalNames, cancellationToken)]);
            found.AddRange(tasks.Tasks);
        }

        return found.ToImmutable();
    }

    private static IEnumerable<TaskModel> Read(Compilation compilation, TreeFacts file, HashSet<string> globalNames, CancellationToken cancellationToken)
    {
        var names = Spellings(globalNames, file.Aliases);
        SemanticModel? model = null;
        foreach (var method in file.Candidates.Where(m => m.AttributeLists.Any(list => list.Attributes.Any(a => names.Contains(TreeFacts.LastName(a.Name))))))
        {
            model ??= compilation.GetSemanticModel(file.Tree);
            if (model.GetDeclaredSymbol(method, cancellationToken) is not { } symbol || symbol.Attribute(KnownNames.RegisterTask) is not { } attribute)
                continue;

            // An attribute of a partial method belongs to both parts, but is written at one.
            if (attribute.ApplicationSyntaxReference is { } written && (written.SyntaxTree != file.Tree || !method.Span.Contains(written.Span)))
                continue;
            if (TaskReader.Read(symbol, attribute, cancellationToken).Task is { } task)
                yield return task;
        }
    }

    /// <summary>Every name the attribute may go by: its own, with and without the ending, and those of aliases, also of aliases of aliases.</summary>
    private static HashSet<string> Spellings(IEnumerable<string> known, IEnumerable<(string Name, string Target, bool IsGlobal)> aliases)
    {
        var names = new HashSet<string>(known, StringComparer.Ordinal);
        names.UnionWith(names.Select(n => n + FileNames.Suffix).ToList());
        var open = aliases.ToList();
        while (open.RemoveAll(a => names.Contains(a.Target) && AddBoth(a.Name)) > 0)
        {
            // Each round may have named the target of another alias.
        }

        return names;

        bool AddBoth(string name)
        {
            names.UnionWith(FileNames.SpellingsOf(name));
            return true;
        }
    }
}
