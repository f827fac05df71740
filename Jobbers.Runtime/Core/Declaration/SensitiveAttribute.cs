namespace Jobbers.Declaration;

/// <summary>The value is stored with the task, but never shown in an answer, a log or a trace.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class SensitiveAttribute : Attribute;
