namespace Jobbers.Generators.Model;

/// <summary>Why a method is no valid task. Where there is one, nothing is generated.</summary>
/// <param name="RuleId">As in <c>JOB104</c>.</param>
/// <param name="Message">What is wrong and the way out.</param>
/// <param name="Location">Where.</param>
internal sealed record ProblemModel(string RuleId, string Message, LocationModel Location);
