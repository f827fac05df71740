namespace Jobbers.Sqlite.Tests;

/// <summary>Tests that take what the whole process shares, and so run beside no other.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
