namespace Jobbers.Catalog;

/// <summary>A registered task with the types of its parameters and its result.</summary>
/// <typeparam name="TParameters">The generated parameter record.</typeparam>
/// <typeparam name="TResult">What the method returns.</typeparam>
public sealed class TaskDescriptor<TParameters, TResult> : TaskDescriptor<TParameters>
{
    /// <summary>Reads and writes the result.</summary>
    public required PayloadCodec<TResult> ResultCodec { get; init; }
}
