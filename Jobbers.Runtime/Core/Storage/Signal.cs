namespace Jobbers.Storage;

/// <summary>A hint. It may be lost, doubled or late, and is never the only way to learn of something.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Id">The task, for a cancel request.</param>
internal readonly record struct Signal(SignalKind Kind, Ulid Id = default);
