using Jobbers.Generators.Model;

namespace Jobbers.Generators.Discovery;

/// <summary>The valid tasks of one file, as they were read against what it saw of a <see cref="ProgramSurface"/>.</summary>
internal sealed record TreeTasks(long Surface, IReadOnlyList<TaskModel> Tasks);
