using System.Text.Json.Serialization;
using Benchmarks.Player;

namespace Benchmarks.Micro;

/// <summary>The same parameters by System.Text.Json's source generator.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MicroParameters))]
internal sealed partial class MicroJson : JsonSerializerContext;
