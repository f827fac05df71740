using Jobbers.Generators.Model;

namespace Jobbers.Generators.Reading;

/// <summary>What was read of one method: a valid task, or the problems that keep it from being one.</summary>
internal sealed record TaskReading(TaskModel? Task, EquatableArray<ProblemModel> Problems);
