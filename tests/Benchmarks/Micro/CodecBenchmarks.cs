using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Benchmarks.Player;
using Jobbers.Catalog;

namespace Benchmarks.Micro;

/// <summary>The generated codec beside System.Text.Json's source generator, which checks no rules; and the rules by themselves.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private static readonly PayloadCodec<MicroParameters> Codec = MicroTaskDefinition.Descriptor.Codec;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    [Benchmark]
    public int Encode()
    {
        _buffer.ResetWrittenCount();
        Codec.Encode(MicroValues.Parameters, _buffer);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int EncodeBySystemTextJson()
    {
        _buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(_buffer);
        JsonSerializer.Serialize(writer, MicroValues.Parameters, MicroJson.Default.MicroParameters);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public MicroParameters DecodeAndCheck() => Codec.DecodeStored(MicroValues.Json);

    [Benchmark]
    public MicroParameters? DecodeBySystemTextJson() => JsonSerializer.Deserialize(MicroValues.Json, MicroJson.Default.MicroParameters);

    [Benchmark]
    public int Validate()
    {
        var problems = new PayloadProblems();
        Codec.Validate(MicroValues.Parameters, problems);
        return problems.Count;
    }
}
