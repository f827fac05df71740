using System.Text;
using Jobbers.Generators.Discovery;
using Jobbers.Generators.Emission;
using Jobbers.Generators.Model;
using Jobbers.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Jobbers.Generators;

/// <summary>Turns <c>[RegisterTask]</c> methods into source: one file a task, one file an assembly.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TaskGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // With it, what is made for one program is seen by no other.
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        // Invalid methods are left out without a word: the analyzer reads them with the same reader and says why.
        var tasks = context.CompilationProvider
            .SelectMany(static (compilation, cancel) => TaskFinder.Find(compilation, cancel))
            .WithTrackingName("Tasks");

        var assembly = context.CompilationProvider
            .Select(static (compilation, cancel) => AssemblyReader.Read(compilation, cancel))
            .WithTrackingName("Assembly");

        var keys = tasks.Select(static (task, _) => task.Key).WithTrackingName("Keys").Collect();

        var refused = keys.Combine(assembly)
            .Select(static (both, _) => TaskClashes.Find(both.Left, both.Right.ReferencedTasks).Select(c => c.Task).ToEquatableArray())
            .WithTrackingName("Refused");

        var accepted = tasks.Combine(refused)
            .Where(static both => !both.Right.Contains(both.Left.Key))
            .Select(static (both, _) => both.Left)
            .WithTrackingName("Accepted");

        var registered = keys.Combine(refused).Combine(assembly)
            .Select(static (all, _) => (Assembly: all.Right, Tasks: all.Left.Left.Where(key => !all.Left.Right.Contains(key)).ToEquatableArray()))
            .WithTrackingName("Registered");

        context.RegisterSourceOutput(accepted, static (output, task) =>
            output.AddSource(TaskFileEmitter.FileName(task), SourceText.From(TaskFileEmitter.Text(task), Encoding.UTF8)));

        context.RegisterSourceOutput(registered, static (output, all) =>
        {
            if (AssemblyFileEmitter.Text(all.Assembly, all.Tasks) is { } text)
                output.AddSource(AssemblyFileEmitter.FileName, SourceText.From(text, Encoding.UTF8));
        });
    }
}
