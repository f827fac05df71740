using System.Buffers;
using System.Text.Json;

namespace Jobbers.Catalog;

/// <summary>A registered task with its parameters' type.</summary>
/// <typeparam name="TParameters">The generated parameter record.</typeparam>
public class TaskDescriptor<TParameters> : TaskDescriptor
{
    /// <summary>Reads, checks and writes the parameters.</summary>
    public required PayloadCodec<TParameters> Codec { get; init; }

    /// <summary>Writes the values named by <c>UniqueBy</c>, one JSON value after the other, into an array already opened; null without it.</summary>
    public Action<Utf8JsonWriter, TParameters>? WriteUniqueValues { get; init; }

    /// <inheritdoc/>
    public override Type ParametersType => typeof(TParameters);

    /// <inheritdoc/>
    public override bool TryCanonicalize(
        ReadOnlySpan<byte> json, PayloadProblems problems, IBufferWriter<byte> canonical, out string? uniqueKey)
    {
        uniqueKey = null;
        if (!Codec.TryDecode(json, problems, out var parameters))
            return false;

        // Values that come from absence were not read: a default or an initializer may break the rules, and the worker reads them from the document.
        var before = problems.Count;
        Codec.Validate(parameters, problems);
        if (problems.Count > before)
            return false;
        Codec.Encode(parameters, canonical);
        uniqueKey = UniqueKeyOf(parameters);
        return true;
    }

    /// <summary>The key under which only one task with these parameters waits or runs; null when the task has no <c>UniqueBy</c>.</summary>
    /// <param name="parameters">Valid parameters.</param>
    public string? UniqueKeyOf(TParameters parameters) =>
        WriteUniqueValues is null ? null : UniqueKey.Compute(Name, parameters, WriteUniqueValues);
}
