namespace Jobbers.Generators.Model;

/// <summary>A constant: a default, an allowed value, a bound.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">In the invariant culture; unescaped.</param>
/// <param name="Owner">The enum's <c>global::</c> name, for a member of one.</param>
internal sealed record LiteralModel(LiteralKind Kind, string Text, string Owner = "");
