using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Discovery;

/// <summary>One number for all that a task can depend on outside its own file: the surfaces of all files, the references and the options.</summary>
internal static class ProgramSurface
{
    private static readonly ConditionalWeakTable<object, Stamp> Stamps = new();

    private static int _last;

    public static long Of(Compilation compilation, IEnumerable<TreeFacts> files)
    {
        var hash = new StableHash();
        foreach (var file in files)
        {
            hash.Add(file.Surface);
            hash.Add(Number(file.Tree.Options));
        }

        foreach (var reference in compilation.ExternalReferences)
            hash.Add(Number(reference));
        hash.Add(Number(compilation.Options));
        hash.Add(compilation.AssemblyName ?? "");
        return hash.Value;
    }

    /// <summary>Tells objects apart that never change, without keeping them alive: a project reference holds that project's compilation.</summary>
    private static int Number(object part) => Stamps.GetValue(part, static _ => new Stamp(Interlocked.Increment(ref _last))).Number;

    private sealed class Stamp(int number)
    {
        public int Number => number;
    }
}
