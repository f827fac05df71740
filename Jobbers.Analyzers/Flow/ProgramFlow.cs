using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Jobbers.Analyzers.Exceptions;
using Jobbers.Analyzers.Heartbeats;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Flow;

/// <summary>
/// What is known of the methods of one compilation. All rules share it, and it goes when the compilation does: each method is looked
/// into once, however many tasks call it.
/// </summary>
internal sealed class ProgramFlow
{
    public const string RetryAfter = "RetryAfterException";

    private static readonly ConditionalWeakTable<Compilation, ProgramFlow> Known = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Implementations> _implementations;
    private readonly Lazy<bool> _mentionsRetryAfter;

    private ProgramFlow(Compilation compilation)
    {
        Compilation = compilation;
        Beats = new BeatFlow(this);
        Raises = new RaiseFlow(this);
        _implementations = new Lazy<Implementations>(() => new Implementations(compilation));
        _mentionsRetryAfter = new Lazy<bool>(() => compilation.SyntaxTrees.Any(tree => TreeFacts.Of(tree).MentionsRetryAfter));
    }

    public Compilation Compilation { get; }

    public BeatFlow Beats { get; }

    public RaiseFlow Raises { get; }

    /// <summary>Whether the word stands anywhere in the program, so that a call of the unknown might throw one.</summary>
    public bool MentionsRetryAfter => _mentionsRetryAfter.Value;

    public static ProgramFlow Of(Compilation compilation) => Known.GetValue(compilation, c => new ProgramFlow(c));

    /// <summary>The method that a call reaches: where an interface or an abstract class has one implementation here, that one.</summary>
    public IMethodSymbol Reached(IMethodSymbol called) => called.IsAbstract ? _implementations.Value.Only(called) ?? called : called;

    /// <summary>The root of a method's body (an <see cref="IMethodBodyOperation"/>, constructor body or local function); null when it has none here.</summary>
    public IOperation? Body(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var declared = method.OriginalDefinition;
        declared = declared.PartialImplementationPart ?? declared;
        return _bodies.TryGetValue(declared, out var known) ? known : _bodies.GetOrAdd(declared, ReadBody(declared, cancellationToken));
    }

    /// <summary>Null when the method has no body here, or one that has no graph.</summary>
    public ControlFlowGraph? Graph(IMethodSymbol method, CancellationToken cancellationToken) => Body(method, cancellationToken) switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
        ILocalFunctionOperation local => LocalGraph(local, cancellationToken),
        _ => null,
    };

    private static ControlFlowGraph? LocalGraph(ILocalFunctionOperation local, CancellationToken cancellationToken)
    {
        IOperation root = local;
        while (root.Parent is not null)
            root = root.Parent;
        if (root is not IMethodBodyOperation body)
            return null;
        var graph = ControlFlowGraph.Create(body, cancellationToken);
        return Nested(graph, local.Symbol, cancellationToken);
    }

    private static ControlFlowGraph? Nested(ControlFlowGraph graph, IMethodSymbol local, CancellationToken cancellationToken)
    {
        foreach (var candidate in graph.LocalFunctions)
        {
            var inner = graph.GetLocalFunctionControlFlowGraph(candidate, cancellationToken);
            if (SymbolEqualityComparer.Default.Equals(candidate, local))
                return inner;
            if (Nested(inner, local, cancellationToken) is { } found)
                return found;
        }

        return null;
    }

    private IOperation? ReadBody(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || !Compilation.ContainsSyntaxTree(reference.SyntaxTree))
            return null;
        // Called methods stand in other files; the model of a file is made once for all rules.
#pragma warning disable RS1030
        var model = _models.GetOrAdd(reference.SyntaxTree, tree => Compilation.GetSemanticModel(tree));
#pragma warning restore RS1030
        var operation = model.GetOperation(reference.GetSyntax(cancellationToken), cancellationToken);
        return operation is IMethodBodyBaseOperation or ILocalFunctionOperation or IBlockOperation ? operation : null;
    }
}
