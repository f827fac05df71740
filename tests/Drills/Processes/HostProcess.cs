using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Drills.Processes;

/// <summary>A host in one of its roles (the native TestHost, unless another program is named), as a process that can be killed, frozen and stopped.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly Process _process;

    private HostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>All it has said.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static HostProcess Start(string verb, string store, string journal, params IReadOnlyList<string> options) =>
        Start(
            Published("JOBBERS_NATIVE_TESTHOST", "tests/TestHost"), [verb, "--store", store, .. options],
            new Dictionary<string, string> { ["JOBBERS_TEST_JOURNAL"] = journal }, Environment.CurrentDirectory);

    /// <summary>Any program, in a folder and an environment of its own.</summary>
    public static HostProcess Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new HostProcess(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start"));
    }

    /// <summary>Where a natively published program lies.</summary>
    /// <exception cref="InvalidOperationException">It was not published.</exception>
    public static string Published(string variable, string project) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path && File.Exists(path)
            ? path
            : throw new InvalidOperationException(
                $"{project} is not published natively. Run ./build.sh drills, which does that, or set {variable} to the published binary.");

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>The process is stopped in its tracks, as by a suspended machine.</summary>
    public void Freeze() => Signal("STOP");

    public void Resume() => Signal("CONT");

    /// <summary>An orderly shutdown.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Signal("TERM");
        using var limit = new CancellationTokenSource(EndDeadline);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }
}
