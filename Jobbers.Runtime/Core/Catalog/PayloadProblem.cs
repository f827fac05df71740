namespace Jobbers.Catalog;

/// <summary>One thing that is wrong with a payload.</summary>
/// <param name="Path">Where: <c>params.sections[2].title</c>.</param>
/// <param name="Reason">What, and what is allowed: <c>must be at least 1</c>.</param>
public readonly record struct PayloadProblem(string Path, string Reason);
