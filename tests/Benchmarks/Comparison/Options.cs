using System.Globalization;

namespace Benchmarks.Comparison;

/// <summary>What the command line of <c>system</c> says.</summary>
internal sealed record Options
{
    public const string Usage = """
        system    compares Jobbers with its peers; starts its own redis-server
          --quick           one run with fewer jobs: a look, not a measurement
          --runs 3          runs of each contestant, in turn
          --jobs 20000      jobs of a workload
          --only a,b        of native, jit, bare, hangfire, bullmq, sqlite, bare-sqlite, quartz; redis is the first three
          --million         also drains with a million jobs waiting
          --native FILE     a published Benchmarks.Player, instead of publishing it
          --json FILE       where the raw figures go (artifacts/benchmarks/system.json)
          --write FILE      puts the tables between the markers of a document
        """;

    public int Runs { get; init; } = 3;

    public int Jobs { get; init; } = 20_000;

    public bool Quick { get; init; }

    public bool Million { get; init; }

    public IReadOnlyList<string> Only { get; init; } = [];

    public string? Native { get; init; }

    public string Json { get; init; } = "artifacts/benchmarks/system.json";

    public string? Write { get; init; }

    /// <summary>Seconds an idle worker is watched.</summary>
    public int IdleSeconds => Quick ? 3 : 6;

    /// <summary>Jobs of the latency workload, at 100 a second.</summary>
    public int Paced => Quick ? 200 : 500;

    /// <exception cref="ArgumentException">Something on the command line is not known; the message says what.</exception>
    public static Options Parse(IReadOnlyList<string> words)
    {
        var options = words.Contains("--quick") ? new Options { Quick = true, Runs = 1, Jobs = 5000 } : new Options();
        for (var i = 0; i < words.Count; i++)
        {
            string Value() => ++i < words.Count ? words[i] : throw new ArgumentException($"{words[i - 1]} needs a value.");
            options = words[i] switch
            {
                "--quick" => options,
                "--million" => options with { Million = true },
                "--runs" => options with { Runs = Number(Value(), 1, 100) },
                "--jobs" => options with { Jobs = Number(Value(), 1000, 1_000_000) },
                "--only" => options with { Only = [.. Value().Split(',').SelectMany(Names)] },
                "--native" => options with { Native = Value() },
                "--json" => options with { Json = Value() },
                "--write" => options with { Write = DocumentPart.Checked(Value()) },
                var other => throw new ArgumentException($"'{other}' is not known."),
            };
        }

        return options;
    }

    private static string[] Names(string word) => word switch
    {
        "redis" => ["native", "jit", "bare"],
        "jobbers" => ["native", "jit", "sqlite"],
        _ => Roster.Keys.Contains(word) ? [word] : throw new ArgumentException($"'{word}' is none of redis, jobbers, {string.Join(", ", Roster.Keys)}."),
    };

    private static int Number(string word, int least, int most) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new ArgumentException($"'{word}' is no number from {least} to {most}.");
}
