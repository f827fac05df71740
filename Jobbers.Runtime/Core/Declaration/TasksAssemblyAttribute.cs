namespace Jobbers.Declaration;

/// <summary>
/// Written by the generator into every library that declares tasks: names the public class whose <c>Add…Tasks</c> method registers them,
/// so that the executable's <c>AddTasks()</c> can call it.
/// </summary>
/// <param name="registration">The generated registration class.</param>
/// <param name="method">The name of its registration method, as in <c>AddBillingTasks</c>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TasksAssemblyAttribute(Type registration, string method) : Attribute
{
    /// <summary>The generated registration class.</summary>
    public Type Registration { get; } = registration;

    /// <summary>The name of its registration method.</summary>
    public string Method { get; } = method;
}
