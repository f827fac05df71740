using System.Runtime.CompilerServices;
using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Discovery;

/// <summary>
/// What the tasks of a file can depend on outside of it, as one number. C# finds what it needs by names, so a file depends on those files that
/// declare a type it mentions, on what these mention in turn, and on what is there for all files: global usings, attributes of the assembly,
/// the namespaces there are, references and options.
/// </summary>
internal sealed class ProgramSurface
{
    /// <summary>A file that reaches more files than this depends on all: to follow further would cost more than it spares.</summary>
    private const int MostFollowed = 256;

    private static readonly ConditionalWeakTable<object, Stamp> Stamps = new();

    private static int _last;

    private readonly Dictionary<string, List<TreeFacts>> _declaring = new(StringComparer.Ordinal);

    /// <summary>Files known to reach too many others; so does whoever reaches one of them.</summary>
    private readonly HashSet<TreeFacts> _farReaching = [];

    private readonly List<TreeFacts> _everywhere;
    private readonly long _common;
    private readonly long _all;

    public ProgramSurface(Compilation compilation, IReadOnlyList<TreeFacts> files)
    {
        _everywhere = files.Where(file => file.IsEverywhere).ToList();
        _common = Common(compilation, files);
        foreach (var file in files)
        {
            _all += Mixed(file.Surface);
            foreach (var name in file.Declared)
            {
                if (!_declaring.TryGetValue(name, out var declaring))
                    _declaring.Add(name, declaring = []);
                declaring.Add(file);
            }
        }
    }

    /// <summary>Changes whenever something changes that the file's tasks may depend on; what is in the file's own text aside.</summary>
    public long SeenBy(TreeFacts file)
    {
        var reached = new HashSet<TreeFacts>(_everywhere) { file };
        var open = new Stack<TreeFacts>(reached);
        var sum = _common;
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (reached.Count > MostFollowed || _farReaching.Contains(next))
            {
                _farReaching.Add(file);
                return unchecked(_common + _all);
            }

            sum = unchecked(sum + Mixed(next.Surface));
            foreach (var name in next.Mentioned)
            {
                if (!_declaring.TryGetValue(name, out var declaring))
                    continue;
                foreach (var other in declaring)
                {
                    if (reached.Add(other))
                        open.Push(other);
                }
            }
        }

        return sum;
    }

    private static long Common(Compilation compilation, IReadOnlyList<TreeFacts> files)
    {
        var hash = new StableHash();
        var namespaces = 0L;
        foreach (var name in files.SelectMany(file => file.Namespaces).Distinct(StringComparer.Ordinal))
            namespaces = unchecked(namespaces + Mixed(name));
        hash.Add(namespaces);
        foreach (var options in files.Select(file => file.Tree.Options).Distinct())
            hash.Add(Number(options));
        foreach (var reference in compilation.ExternalReferences)
            hash.Add(Number(reference));
        hash.Add(Number(compilation.Options));
        hash.Add(compilation.AssemblyName ?? "");
        return hash.Value;
    }

    /// <summary>Spread over all bits, so that sums of these, which need no order, tell sets apart.</summary>
    private static long Mixed(long surface)
    {
        var hash = new StableHash();
        hash.Add(surface);
        return hash.Value;
    }

    private static long Mixed(string name)
    {
        var hash = new StableHash();
        hash.Add(name);
        return hash.Value;
    }

    /// <summary>Tells objects apart that never change, without keeping them alive: a project reference holds that project's compilation.</summary>
    private static int Number(object part) => Stamps.GetValue(part, static _ => new Stamp(Interlocked.Increment(ref _last))).Number;

    private sealed class Stamp(int number)
    {
        public int Number => number;
    }
}
