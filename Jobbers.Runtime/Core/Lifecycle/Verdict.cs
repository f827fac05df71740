namespace Jobbers.Lifecycle;

/// <summary>What becomes of a task after an attempt.</summary>
/// <param name="Kind">The outcome to settle.</param>
/// <param name="Delay">For a retry: how long to wait; null for at once.</param>
internal readonly record struct Verdict(OutcomeKind Kind, TimeSpan? Delay = null);
