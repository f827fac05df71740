namespace Jobbers.Redis.Tests.Budgets;

/// <summary>Tests that count what the whole process allocates, or need its thread pool for themselves: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
