using Jobbers.Analyzers.Contracts;
using Jobbers.Generators.Model;
using Jobbers.Generators.Reading;

namespace Jobbers.Analyzers.CodeFixes;

/// <summary>The versions of tasks that are taken: by the baseline, by the code of a project and of what it refers to, by other fixes of the same go.</summary>
internal sealed class TaskVersions
{
    private readonly HashSet<string> _keys;

    private TaskVersions(IEnumerable<string> keys) => _keys = new HashSet<string>(keys, StringComparer.Ordinal);

    public static async Task<TaskVersions> OfAsync(Project project, ContractBaseline baseline, CancellationToken cancellationToken)
    {
        var compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false);
        return new TaskVersions(baseline.Entries.Select(e => e.Name).Concat(compilation is null ? [] : DeclaredIn(compilation, cancellationToken)));
    }

    /// <summary>The first free one after <paramref name="version"/>.</summary>
    public int After(string name, int version)
    {
        var number = version + 1;
        while (_keys.Contains(ContractBaseline.Key(name, number)))
            number++;
        return number;
    }

    public void Take(string name, int version) => _keys.Add(ContractBaseline.Key(name, version));

    private static IEnumerable<string> DeclaredIn(Compilation compilation, CancellationToken cancellationToken) => compilation.SyntaxTrees
        .SelectMany(tree => Flow.TreeFacts.Of(tree).Methods)
        .Select(method => compilation.GetSemanticModel(method.SyntaxTree).GetDeclaredSymbol(method, cancellationToken)?.Attribute(KnownNames.RegisterTask))
        .OfType<AttributeData>().Select(ContractBaseline.KeyOf).OfType<string>()
        .Concat(AssemblyReader.Read(compilation, cancellationToken).ReferencedTasks.Select(t => ContractBaseline.Key(t.Name, t.Version)));
}
