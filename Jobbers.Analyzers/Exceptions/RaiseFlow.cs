using System.Collections.Concurrent;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>Which exceptions can leave the methods of one compilation; each method's answer is kept.</summary>
internal sealed class RaiseFlow(ProgramFlow program)
{
    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<Raise>> _known = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<Raise>> _tasks = new(SymbolEqualityComparer.Default);

    public TransientTable Transient { get; } = new(program.Compilation);

    public ProgramFlow Program => program;

    /// <summary>What can leave a task's body: one entry a type and site. Three rules ask; it is found out once.</summary>
    public IReadOnlyList<Raise> Of(IMethodSymbol method, IOperation body, CancellationToken cancellationToken) =>
        _tasks.TryGetValue(method, out var raises)
            ? raises
            : _tasks.GetOrAdd(method, new RaiseWalk(this, cancellationToken).Function(method, body));

    public IReadOnlyList<Raise>? Known(IMethodSymbol method) => _known.TryGetValue(method, out var raises) ? raises : null;

    public void Keep(IMethodSymbol method, IReadOnlyList<Raise> raises) => _known[method] = raises;
}
