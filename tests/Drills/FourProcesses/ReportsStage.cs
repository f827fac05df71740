using Drills.Processes;
using Jobbers.Redis.Tests.Server;

namespace Drills.FourProcesses;

/// <summary>The Reports sample as its README starts it: four native processes on one Redis, told where by the environment, and the receiver of its webhooks.</summary>
internal sealed class ReportsStage : IAsyncDisposable
{
    private static readonly string[] Verbs = ["manager", "worker", "scheduler", "cleaner"];

    private readonly string _folder = Directory.CreateTempSubdirectory("jobbers-reports-").FullName;
    private readonly string _binary = HostProcess.Published("JOBBERS_NATIVE_REPORTS", "samples/Reports");
    private readonly Dictionary<string, string> _environment;
    private readonly HostProcess[] _processes = new HostProcess[Verbs.Length];
    private readonly HostProcess _receiver;

    public ReportsStage(string redis)
    {
        Manager = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        Receiver = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        _environment = new Dictionary<string, string>
        {
            ["REDIS_URL"] = redis,
            ["JOBBERS_URLS"] = Manager.ToString().TrimEnd('/'),
            ["WORKER_CONCURRENT_TASKS"] = "20",
            ["WORKER_TTL"] = "0",
        };
        var receiver = Environment.GetEnvironmentVariable("JOBBERS_RECEIVER") ?? throw new InvalidOperationException("Run ./build.sh drills: it sets JOBBERS_RECEIVER.");
        _receiver = HostProcess.Start("dotnet", [receiver, "--urls", Receiver.ToString().TrimEnd('/')], _environment, _folder);
        for (var i = 0; i < Verbs.Length; i++)
            _processes[i] = Start(i);
    }

    public Uri Manager { get; }

    public Uri Receiver { get; }

    public int Kinds => Verbs.Length;

    public string ReportPath(int id) => Path.Combine(_folder, "reports", $"{id}.html");

    public string Database => Path.Combine(_folder, "weather.db");

    /// <summary>kill -9 of one of the four, which its supervisor starts again at once.</summary>
    public void KillAndRestart(int kind)
    {
        _processes[kind].Kill();
        _processes[kind] = Start(kind);
    }

    public string Outputs() => string.Join('\n', _processes.Select((process, i) => $"-- {Verbs[i]}:\n{process.Output}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private HostProcess Start(int kind) =>
        HostProcess.Start(_binary, Verbs[kind] == "cleaner" ? ["cleaner", "--interval", "60"] : [Verbs[kind]], _environment, _folder);
}
