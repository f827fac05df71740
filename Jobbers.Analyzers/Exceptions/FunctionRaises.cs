using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Exceptions;

/// <summary>What can leave one function: every source in it, carried outward past the catches around it.</summary>
internal sealed class FunctionRaises
{
    private readonly RaiseWalk _walk;
    private readonly IMethodSymbol _method;
    private readonly IOperation _body;
    private readonly bool _defersAll;
    private readonly List<Raise> _found = [];

    public FunctionRaises(RaiseWalk walk, IMethodSymbol method, IOperation body)
    {
        _walk = walk;
        _method = method;
        _body = body;
        _defersAll = method.IsAsync || body.OwnOperations().Any(o => o.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak);
    }

    public IReadOnlyList<Raise> Find()
    {
        foreach (var operation in _body.OwnOperations())
        {
            switch (operation)
            {
                case IThrowOperation thrown:
                    foreach (var type in ThrownTypes.Of(thrown).Where(t => !ArgumentCheck.Is(thrown, t, _method)))
                        Escape(thrown, type, null, thrown.Exception?.Syntax ?? thrown.Syntax);
                    break;
                case IInvocationOperation call:
                    FromCall(call);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor }:
                    FromMethod(operation, constructor);
                    break;
                case IPropertyReferenceOperation property:
                    if (Accessor(property) is { } accessor)
                        FromMethod(property, accessor);
                    break;
            }
        }

        return [.. _found.Distinct()];
    }

    private void FromCall(IInvocationOperation call)
    {
        var target = call.TargetMethod;
        if (ArgumentCheck.ThrownByHelper(target) is { } helper)
        {
            if (!ArgumentCheck.ChecksParameter(call, helper))
                Escape(call, helper, null, call.Syntax);
            return;
        }

        if (target is { Name: "FromException", ContainingType.Name: "Task" or "ValueTask" } && call.Arguments is [{ Value: { } failure }])
        {
            foreach (var type in ThrownTypes.Of(failure))
                Surface(call, type, null, failure.Syntax);
        }

        FromMethod(call, target);
        if (RunsItsDelegates(target))
            FromDelegates(call);
    }

    private void FromMethod(IOperation call, IMethodSymbol target)
    {
        if (_walk.Flow.Transient.ThrownBy(target) is { } transient)
        {
            var api = $"{target.ContainingType.Name}.{(target.MethodKind == MethodKind.Constructor ? "new" : target.Name)}";
            Carry(call, new Raise(transient, api, call.Syntax, target.ReturnType.IsAwaitable()), call.Syntax);
        }

        foreach (var raise in _walk.Of(target))
            Carry(call, raise, target.MethodKind == MethodKind.LocalFunction ? raise.Site : call.Syntax);
    }

    /// <summary>Lambdas and method groups handed to LINQ, Parallel and Task.Run: those run them, and what they throw comes out.</summary>
    private void FromDelegates(IInvocationOperation call)
    {
        var defers = call.Type.IsSequence() || call.Type.IsAwaitable();
        foreach (var argument in call.Arguments)
        {
            IReadOnlyList<Raise> raises = argument.Value.Bare() switch
            {
                IAnonymousFunctionOperation lambda => _walk.Function(lambda.Symbol, lambda.Body),
                IMethodReferenceOperation group => _walk.Of(group.Method),
                _ => [],
            };
            foreach (var raise in raises)
            {
                if (defers)
                    Surface(call, raise.Type, raise.Api, raise.Site);
                else if (!raise.IsDeferred)
                    Escape(call, raise.Type, raise.Api, raise.Site);
            }
        }
    }

    private void Carry(IOperation call, Raise raise, SyntaxNode site)
    {
        if (raise.IsDeferred)
            Surface(call, raise.Type, raise.Api, site);
        else
            Escape(call, raise.Type, raise.Api, site);
    }

    private void Surface(IOperation call, ITypeSymbol type, string? api, SyntaxNode site)
    {
        foreach (var point in SurfacePoints.Of(call))
        {
            if (point is IReturnOperation)
                _found.Add(new Raise(type, api, site, IsDeferred: true));
            else
                Escape(point, type, api, site);
        }
    }

    private void Escape(IOperation from, ITypeSymbol type, string? api, SyntaxNode site)
    {
        for (var child = from; child != _body && child.Parent is { } parent; child = parent)
        {
            if (parent is not ITryOperation attempt || attempt.Body != child)
                continue;
            foreach (var clause in attempt.Catches)
            {
                // Of a library's exception, known only by its base, a catch of something derived is taken for the author's answer.
                var takes = clause.Takes(type) ?? (api is null ? null : true);
                if (takes is not false)
                    Rethrow(clause, type, api, site);
                if (takes is true)
                    return;
            }
        }

        _found.Add(new Raise(type, api, site, _defersAll));
    }

    private void Rethrow(ICatchClauseOperation clause, ITypeSymbol type, string? api, SyntaxNode site)
    {
        foreach (var thrown in clause.Handler.OwnOperations().OfType<IThrowOperation>())
        {
            if (ThrownTypes.IsRethrowOf(thrown, clause))
                Escape(thrown, type, api, site);
        }
    }

    private static IMethodSymbol? Accessor(IPropertyReferenceOperation property) =>
        property.Parent is IAssignmentOperation assignment && assignment.Target == property ? property.Property.SetMethod : property.Property.GetMethod;

    private static bool RunsItsDelegates(IMethodSymbol target) => target.ContainingType is { } type && type.ContainingNamespace?.Name switch
    {
        "Linq" => true,
        "Tasks" => type.Name is "Parallel" or "Task" or "TaskFactory" && target.Name is not "ContinueWith",
        "Generic" => type.Name == "List",
        "System" => type.Name == "Array",
        _ => false,
    };
}
