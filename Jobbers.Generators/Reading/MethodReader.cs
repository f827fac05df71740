using Jobbers.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Reading;

/// <summary>Holds the method itself to what generated code can call and await.</summary>
internal sealed class MethodReader(IMethodSymbol method, ReadingProblems problems)
{
    private const string Tasks = "System.Threading.Tasks";

    /// <summary>False when the method cannot be called at all: what else is wrong with it then does not matter.</summary>
    public bool IsCallable()
    {
        var type = method.ContainingType;
        if (method.MethodKind != MethodKind.Ordinary || type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsRefLikeType || method.IsAbstract)
            return Refuse(RuleIds.NotAccessible, $"'{method.Name}' cannot be a task: only an ordinary method of a class, record or struct can");
        if (!method.IsReachable())
            return Refuse(RuleIds.NotAccessible, $"'{method.Name}' cannot be reached by generated code: make it and its classes internal or public (not file-local)");
        if (method.IsGenericMethod)
            return Refuse(RuleIds.Generic, $"'{method.Name}' is generic, and a stored task has no type arguments: declare one method for each type");
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0)
                return Refuse(RuleIds.Generic, $"'{method.Name}' stands in the generic type {outer.Name}, and a stored task has no type arguments: move it out");
        }

        for (ISymbol? used = method; used is not null; used = used.ContainingType)
        {
            if (used.IsForbidden())
                return Refuse(RuleIds.NotAccessible, $"'{method.Name}' cannot be called by generated code: {used.Name} is obsolete as an error; make it a warning");
        }

        return true;
    }

    /// <summary>Whether the method can be awaited; with the type inside its task, if there is one.</summary>
    public bool CanBeAwaited(out ITypeSymbol? result)
    {
        result = null;
        if (method is { ReturnsVoid: true, IsAsync: true })
            return Refuse(RuleIds.AsyncVoid, $"'{method.Name}' is async void: nobody learns when it ends or fails, so return Task");
        if (method.ReturnType is not INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: 0 or 1 } task || task.ContainingNamespace?.FullName() != Tasks
            || method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            return Refuse(RuleIds.ReturnType, $"'{method.Name}' must return Task, Task<T>, ValueTask or ValueTask<T>");
        }

        if (task is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
            return Refuse(RuleIds.ReturnType, $"'{method.Name}' may return null instead of a task, which nobody can await: remove the '?'");
        result = task.TypeArguments.FirstOrDefault();
        return true;
    }

    private bool Refuse(string ruleId, string message)
    {
        problems.Add(ruleId, message, method);
        return false;
    }
}
