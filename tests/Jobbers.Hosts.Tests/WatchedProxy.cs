using System.Reflection;
using Jobbers.Storage;

namespace Jobbers.Hosts.Tests;

/// <summary>Any face of a real store. A test sees each call before the store does, and may let it fail as a store that has just gone away would.</summary>
public class WatchedProxy : DispatchProxy
{
    private object _face = null!;
    private Action<string, object?[]> _beforeCall = null!;

    internal static ITaskStore Around(ITaskStore store, Action<string, object?[]> beforeCall) => (ITaskStore)Around(typeof(ITaskStore), store, beforeCall);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var isFace = targetMethod!.Name.StartsWith("get_", StringComparison.Ordinal) && targetMethod.ReturnType.IsInterface;
        if (!isFace)
            _beforeCall(targetMethod.Name, args ?? []);
        var answer = targetMethod.Invoke(_face, BindingFlags.DoNotWrapExceptions, null, args, null);
        return isFace ? Around(targetMethod.ReturnType, answer!, _beforeCall) : answer;
    }

    private static object Around(Type type, object face, Action<string, object?[]> beforeCall)
    {
        var proxy = Create(type, typeof(WatchedProxy));
        ((WatchedProxy)proxy)._face = face;
        ((WatchedProxy)proxy)._beforeCall = beforeCall;
        return proxy;
    }
}
