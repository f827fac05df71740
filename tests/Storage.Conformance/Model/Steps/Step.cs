namespace Storage.Conformance.Model.Steps;

/// <summary>
/// One verb of a sequence, as data that means something in every state: claims and tasks are picked by number among what there is. So any step
/// can be left out of a sequence, and the shortest one that fails is found by leaving out.
/// </summary>
internal abstract record Step
{
    public abstract ValueTask RunAsync(ModelRun run);

    /// <summary>The same verb with less in it, to find the shortest sequence that fails.</summary>
    public virtual IEnumerable<Step> Simpler() => [];

    /// <summary>A list of several without one of its elements, each in turn.</summary>
    protected static IEnumerable<IReadOnlyList<T>> WithoutOne<T>(IReadOnlyList<T> list) => list.Count < 2
        ? []
        : Enumerable.Range(0, list.Count).Select(left => (IReadOnlyList<T>)[.. list.Where((_, n) => n != left)]);

    protected static string Names(IEnumerable<int> slots) => string.Join(", ", slots.Select(slot => $"task {slot}"));

    protected static Ulid[] Ids(IEnumerable<int> slots) => [.. slots.Select(ModelRun.IdAt)];

    protected static string OrNever(int? seconds) => seconds is { } number ? $"{number} s" : "never";
}
