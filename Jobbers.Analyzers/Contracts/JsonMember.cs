namespace Jobbers.Analyzers.Contracts;

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">Unquoted.</param>
/// <param name="Value">Its value.</param>
/// <param name="Start">Where its name begins in the text.</param>
/// <param name="End">Where its value ends.</param>
internal sealed record JsonMember(string Name, JsonNode Value, int Start, int End);
