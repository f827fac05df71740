using Jobbers.Catalog;

namespace Jobbers.Redis.Tests.Budgets;

/// <summary>A task that takes one number.</summary>
internal static class NumberTask
{
    /// <param name="name">Its name.</param>
    /// <param name="invoke">What its attempts do.</param>
    public static TaskDescriptor<int> Of(string name, TaskInvoker invoke) => new()
    {
        Name = name,
        Version = 1,
        DeclaredBy = "Tests.Number",
        ParametersSchema = "{}"u8.ToArray(),
        Contract = "{}",
        Codec = new NumberCodec(),
        Invoke = invoke,
    };
}
