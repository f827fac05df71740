namespace Jobbers.Declaration;

/// <summary>The parameter is resolved from the attempt's service scope; it is no part of the payload.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
