namespace Jobbers.Analyzers.Exceptions;

/// <summary>An exception that can leave a function.</summary>
/// <param name="Type">Its type, as exactly as the source says.</param>
/// <param name="Api">The library call that is known for it; null when this compilation's own code throws it.</param>
/// <param name="Site">Where in the function: a throw or a call.</param>
/// <param name="IsDeferred">Whether the caller sees it when it awaits or enumerates, not when it calls.</param>
internal sealed record Raise(ITypeSymbol Type, string? Api, SyntaxNode Site, bool IsDeferred);
