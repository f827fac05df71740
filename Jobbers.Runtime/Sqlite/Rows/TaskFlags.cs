namespace Jobbers.Sqlite.Rows;

/// <summary>What the verbs must know of a task's submit without reading it.</summary>
[Flags]
internal enum TaskFlags
{
    None = 0,
    HasUniqueKey = 1,
    SavesDeadLetter = 2,
    Watched = 4,
    HasIdempotencyKey = 8,
}
