namespace Jobbers.Generators.Model;

/// <summary>How one argument of the user's method, or of its class's constructor, is found.</summary>
/// <param name="Kind">Its role.</param>
/// <param name="Source">The property of the parameters, or the service's <c>global::</c> name; empty for the other roles.</param>
/// <param name="IsOptional">A service that may be missing: it is nullable.</param>
/// <param name="Key">The key a service is registered under; null for none.</param>
internal sealed record ArgumentModel(ArgumentKind Kind, string Source = "", bool IsOptional = false, LiteralModel? Key = null);
