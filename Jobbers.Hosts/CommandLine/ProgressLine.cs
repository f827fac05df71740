namespace Jobbers.Hosts.CommandLine;

/// <summary>One line that tells how a long operation goes, on a terminal only: what is read by programs stays free of it.</summary>
/// <param name="terminal">Where it is shown; null shows nothing.</param>
internal sealed class ProgressLine(TextWriter? terminal) : IDisposable
{
    private int _shown;

    /// <summary>On the terminal that errors go to, if they go to one.</summary>
    public static ProgressLine On(TextWriter error) => new(error == Console.Error && !Console.IsErrorRedirected ? error : null);

    public void Show(string text)
    {
        if (terminal is null)
            return;
        var line = TerminalText.Clean(text);
        terminal.Write($"\r{line.PadRight(_shown)}");
        _shown = line.Length;
    }

    /// <summary>Takes the line away, so that the answer stands alone.</summary>
    public void Dispose()
    {
        if (_shown > 0)
            terminal!.Write($"\r{new string(' ', _shown)}\r");
    }
}
