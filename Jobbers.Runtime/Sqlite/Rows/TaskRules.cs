namespace Jobbers.Sqlite.Rows;

/// <summary>The parts of a submit that verbs decide by.</summary>
internal readonly record struct TaskRules(
    string Name, int Version, int Priority, int MaxCrashes, string? UniqueKey, string? IdempotencyKey);
