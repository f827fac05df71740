using System.Reflection;
using Jobbers.Storage;

namespace Jobbers.Runtime.Tests;

/// <summary>Any face of a store whose answers a test gives, by the name of the call; the store's own task goes around them. It has no hints to give.</summary>
public class StubStore : DispatchProxy
{
    private Func<string, object?[], object> _answer = null!;

    internal static ITaskStore Create(Func<string, object?[], object> answer) => (ITaskStore)Create(typeof(ITaskStore), answer);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.ReturnType == typeof(IDisposable))
            return new MemoryStream();
        return targetMethod.ReturnType.IsInterface
            ? Create(targetMethod.ReturnType, _answer)
            : Activator.CreateInstance(targetMethod.ReturnType, _answer(targetMethod.Name, args ?? []));
    }

    private static object Create(Type face, Func<string, object?[], object> answer)
    {
        var stub = Create(face, typeof(StubStore));
        ((StubStore)stub)._answer = answer;
        return stub;
    }
}
