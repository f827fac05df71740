namespace Jobbers.Storage;

/// <summary>Changes after a position.</summary>
/// <param name="Changes">Oldest first.</param>
/// <param name="Position">Where to go on.</param>
/// <param name="Reset">Older changes than the position asked for are gone: what is shown must be read anew.</param>
internal sealed record ChangePage(IReadOnlyList<ChangeRecord> Changes, string Position, bool Reset);
