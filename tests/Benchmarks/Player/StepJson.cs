using System.Text.Json.Serialization;

namespace Benchmarks.Player;

/// <summary>Steps' answers as JSON, also natively.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StepAnswer))]
internal sealed partial class StepJson : JsonSerializerContext;
