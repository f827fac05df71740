using System.Globalization;

namespace Drills.History;

/// <summary>One line that the task <c>journal</c> left: that an attempt's code began, or that it ended by itself.</summary>
/// <param name="IsEnd">Whether the code ended; else it began.</param>
/// <param name="Id">The task.</param>
/// <param name="Token">The attempt's fencing token.</param>
/// <param name="ProcessId">Who ran it.</param>
/// <param name="At">When.</param>
internal sealed record JournalLine(bool IsEnd, Ulid Id, long Token, int ProcessId, DateTimeOffset At)
{
    /// <exception cref="FormatException">The line is not one that <c>journal</c> writes.</exception>
    public static JournalLine Parse(string line)
    {
        var parts = line.Split(' ');
        if (parts is not ["start" or "end", _, _, _, _])
            throw new FormatException($"not a journal line: '{line}'");
        return new JournalLine(
            parts[0] == "end",
            Ulid.Parse(parts[1]),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            int.Parse(parts[3], CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[4], CultureInfo.InvariantCulture)));
    }
}
