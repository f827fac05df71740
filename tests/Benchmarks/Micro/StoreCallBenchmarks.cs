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
    private RedisResult[] _reply = [];

    [GlobalSetup]
    public void SetUp()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Tasks; i++)
        {
            var id = Ulid.NewUlid();
            _outcomes[i] = new Outcome { Claim = new ClaimKey(id, "default", 7), Kind = OutcomeKind.Completed, StartedAt = DateTimeOffset.UnixEpoch };
            // As the claim script writes it: id, queue, token, name, version, priority, retries, crashes, three times, run_at, trace, length, parameters.
            const string parameters = """{"at":0,"milliseconds":0,"text":"xxxx"}""";
            text.Append($"{id}\ndefault\n7\nbench\n1\n5\n0\n0\n1795500000000000\n1795500000000000\n1795500000000000\n\n\n{parameters.Length}\n{parameters}");
        }

        _reply = [Value(""), Value(-1), Value(0), Value(Encoding.UTF8.GetBytes(text.ToString()))];
    }

    [Benchmark(OperationsPerInvoke = Tasks)]
    public object ReadClaims() => _reader.Read(_reply);

    [Benchmark(OperationsPerInvoke = Tasks)]
    public object WriteOutcomes()
    {
        var values = new RedisValue[OutcomeWriter.Size(_outcomes)];
        OutcomeWriter.Write(_outcomes, values, 0);
        return values;
    }

    private static RedisResult Value(RedisValue value) => RedisResult.Create(value);
}
