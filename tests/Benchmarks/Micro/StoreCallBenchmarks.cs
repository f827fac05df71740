using System.Text;
using BenchmarkDotNet.Attributes;
using Jobbers.Lifecycle;
using Jobbers.Redis.Executing;
using Jobbers.Storage;
using StackExchange.Redis;

namespace Benchmarks.Micro;

/// <summary>What a worker's call to Redis costs before and after the wire: outcomes written, claims read; 50 tasks each.</summary>
[MemoryDiagnoser]
public class StoreCallBenchmarks
{
    private const int Tasks = 50;

    private readonly ClaimReader _reader = new();
    private readonly Outcome[] _outcomes = new Outcome[Tasks];
    private byte[] _reply = [];

    [GlobalSetup]
    public void SetUp()
    {
        var text = new StringBuilder(" -1 0 1795500000000000");
        for (var i = 0; i < Tasks; i++)
        {
            var id = Ulid.NewUlid();
            _outcomes[i] = new Outcome { Claim = new ClaimKey(id, "default", 7), Kind = OutcomeKind.Completed, StartedAt = DateTimeOffset.UnixEpoch };
            // As describe_claim writes a plain task: id, queue, no mark, no trace, name, version, submitted, length, parameters.
            const string parameters = """{"at":0,"milliseconds":0,"text":"xxxx"}""";
            text.Append($"\n{id}\ndefault\n\n\nbench\n1\n1795500000000000\n{parameters.Length}\n{parameters}");
        }

        _reply = Encoding.UTF8.GetBytes(text.ToString());
    }

    [Benchmark(OperationsPerInvoke = Tasks)]
    public object ReadClaims() => _reader.Read(_reply);

    [Benchmark(OperationsPerInvoke = Tasks)]
    public object WriteOutcomes()
    {
        var sheet = new OutcomeSheet(_outcomes);
        var values = new RedisValue[sheet.Size];
        sheet.Write(values, 0);
        return values;
    }
}
