namespace Jobbers.Declaration;

/// <summary>A single task parameter of a type marked with this is the whole payload: its members are the members of <c>params</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class TaskParametersAttribute : Attribute;
