using Microsoft.CodeAnalysis;

namespace Jobbers.Generators.Tests;

/// <summary>What a test's compilation differs in.</summary>
internal sealed record Setting
{
    public string Assembly { get; init; } = "TestTasks";

    public OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public IReadOnlyList<MetadataReference> References { get; init; } = [];
}
