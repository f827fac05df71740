using System.Diagnostics;
using System.Text.Json;
using Benchmarks.Player;

namespace Benchmarks.Comparison;

/// <summary>A contestant's process that is told its steps.</summary>
internal sealed class PlayerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly List<string> _chatter = [];

    public PlayerProcess(Entrant entrant, string target)
    {
        _process = Process.Start(new ProcessStartInfo(entrant.Program, entrant.Player(target))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, line) => Remember(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>One step, to its end.</summary>
    public async Task<StepAnswer> StepAsync(string line)
    {
        await TellAsync(line);
        return await AnswerAsync();
    }

    /// <summary>Starts a worker and returns when it is up; its answer comes later.</summary>
    /// <returns>Null when it is up, else the answer, which says why not.</returns>
    public async Task<StepAnswer?> StartWorkAsync(int slots, int count)
    {
        await TellAsync($"work {slots} {count}");
        var line = await LineAsync();
        return line == PlayerLoop.Ready ? null : Read(line);
    }

    /// <summary>The answer of the step that runs.</summary>
    public async Task<StepAnswer> AnswerAsync()
    {
        var line = await LineAsync();
        return Read(line == PlayerLoop.Ready ? await LineAsync() : line);
    }

    /// <summary>Begins a step.</summary>
    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await TellAsync("quit");
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (Exception late) when (late is TimeoutException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task<string> LineAsync()
    {
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException($"The process ended: {Chatter()}");
            if (line.StartsWith('='))
                return line;
            Remember(line);
        }
    }

    private static StepAnswer Read(string line) => JsonSerializer.Deserialize(line.AsSpan(1), StepJson.Default.StepAnswer)!;

    private void Remember(string? line)
    {
        lock (_chatter)
        {
            if (line is { Length: > 0 } && _chatter.Count < 20)
                _chatter.Add(line);
        }
    }

    private string Chatter()
    {
        lock (_chatter)
            return string.Join(" | ", _chatter);
    }
}
