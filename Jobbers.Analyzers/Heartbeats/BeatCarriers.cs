using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Heartbeats;

/// <summary>
/// Values through which others can beat: the context, a delegate that beats, an object made of either. What such a value is used for
/// elsewhere cannot be seen, so using it is given the benefit of the doubt.
/// </summary>
internal sealed class BeatCarriers(IOperation function)
{
    private readonly Dictionary<ILocalSymbol, bool> _locals = new(SymbolEqualityComparer.Default);
    private readonly IOperation _outermost = Outermost(function);

    /// <param name="value">An argument or a receiver.</param>
    /// <param name="contextToo">Whether the context itself counts: not where the called method can be looked into.</param>
    public bool IsCarrier(IOperation value, bool contextToo)
    {
        var bare = value.Bare();
        if (bare.Type.IsTaskContext())
            return contextToo;
        return bare switch
        {
            IAnonymousFunctionOperation lambda => Beats(lambda.Body),
            IMethodReferenceOperation { Method: var method } reference => BeatPoints.IsHeartbeat(method) || Beats(method, reference),
            IObjectCreationOperation created => created.Arguments.Any(a => IsCarrier(a.Value, contextToo: true)),
            ILocalReferenceOperation { Local: var local } => IsCarrier(local),
            IConditionalAccessInstanceOperation => false,
            _ => false,
        };
    }

    /// <summary>A beating delegate: whoever is given it in a constructor, as a timer is, beats without being called again.</summary>
    public bool BeatsByItself(IOperation value) =>
        value.Bare() is IAnonymousFunctionOperation or IMethodReferenceOperation && IsCarrier(value, contextToo: false);

    private bool IsCarrier(ILocalSymbol local)
    {
        if (_locals.TryGetValue(local, out var known))
            return known;
        _locals[local] = false;
        var initializer = _outermost.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))?.GetVariableInitializer()?.Value;
        return _locals[local] = initializer is not null && IsCarrier(initializer, contextToo: true);
    }

    private static bool Beats(IMethodSymbol method, IOperation near) =>
        Outermost(near).Descendants().OfType<ILocalFunctionOperation>().Any(f =>
            SymbolEqualityComparer.Default.Equals(f.Symbol, method) && f.Body is { } body && Beats(body));

    private static bool Beats(IOperation body) => body.Descendants().Any(o => o is IInvocationOperation { TargetMethod: var target } && BeatPoints.IsHeartbeat(target));

    private static IOperation Outermost(IOperation operation)
    {
        while (operation.Parent is not null)
            operation = operation.Parent;
        return operation;
    }
}
