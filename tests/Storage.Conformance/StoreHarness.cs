using Jobbers.Storage;

namespace Storage.Conformance;

/// <summary>
/// One opened, empty store under test, with its clock in the test's hand. Each store's test project derives one;
/// the suite knows nothing else of the store.
/// </summary>
public abstract class StoreHarness : IAsyncDisposable
{
    /// <summary>The store under test.</summary>
    internal abstract ITaskStore Store { get; }

    /// <summary>Moves the store's clock forward.</summary>
    internal abstract ValueTask AdvanceAsync(TimeSpan by);

    /// <summary>A second process's view of the same store (own connections, own caches).</summary>
    internal abstract ValueTask<ITaskStore> OpenSecondAsync();

    /// <summary>Lets the store refuse all writes, as a full disk or a replica does, or take them again. What only reads works all the time.</summary>
    internal abstract ValueTask RefuseWritesAsync(bool refuses);

    /// <summary>
    /// Reads the store's raw content and says what contradicts itself: a task in no index or in two, an index entry without a task, a count that
    /// is not the size of what it counts, a key that outlived its owner. Empty when all is well.
    /// </summary>
    internal abstract ValueTask<IReadOnlyList<string>> FindViolationsAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
