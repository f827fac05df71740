using System.Globalization;

namespace Jobbers.Generators.Reading;

/// <summary>
/// Holds a cron expression to its grammar, so that a wrong one is an error of the build. When it occurs is the scheduler's matter, by Cronos; a test holds
/// the two to the same answer.
/// </summary>
internal static class CronText
{
    private static readonly string[] Words = ["@every_minute", "@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];

    private static readonly Field[] Fields =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of month", 1, 31, []),
        new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        new("day of week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    /// <summary>What is wrong with it and what may stand there; null when nothing is.</summary>
    public static string? Problem(string cron)
    {
        if (cron.TrimStart().StartsWith("@", StringComparison.Ordinal))
            return Words.Contains(cron.Trim(), StringComparer.OrdinalIgnoreCase) ? null : $"'{cron}' is no word for a time: use one of {string.Join(", ", Words)}, or five fields";
        var parts = cron.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
            return $"'{cron}' has {parts.Length} fields: write five, {string.Join(", ", Fields.Select(static field => field.Name))}, as in 30 3 * * MON-FRI";
        for (var i = 0; i < parts.Length; i++)
        {
            if (!Fields[i].Accepts(parts[i]) && !IsSpecial(i, parts[i]))
                return $"'{parts[i]}' is no {Fields[i].Name}: use *, {Fields[i].Range}, a-b, a step as */2 or 1-9/2, or a list with commas";
        }

        return null;
    }

    /// <summary>Of days: the last (<c>L</c>, <c>L-2</c>), the working day next to one (<c>15W</c>, <c>LW</c>); the last or a certain one of its kind (<c>5L</c>, <c>MON#2</c>).</summary>
    private static bool IsSpecial(int field, string part) => field switch
    {
        2 => IsDay(part.ToUpperInvariant()),
        4 when part.EndsWith("L", StringComparison.OrdinalIgnoreCase) => Fields[4].IsValue(part.Substring(0, part.Length - 1)),
        4 when part.Split('#') is [var day, var which] => Fields[4].IsValue(day) && IsNumber(which, 1, 5),
        _ => false,
    };

    private static bool IsDay(string part)
    {
        var day = part.EndsWith("W", StringComparison.Ordinal) ? part.Substring(0, part.Length - 1) : part;
        if (day == "L" || (day.StartsWith("L-", StringComparison.Ordinal) && IsNumber(day.Substring(2), 0, 30)))
            return true;
        return day != part && IsNumber(day, 1, 31);
    }

    private static bool IsNumber(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private sealed record Field(string Name, int Least, int Most, string[] Names)
    {
        public string Range => Names.Length == 0 ? $"{Least}-{Most}" : $"{Least}-{Most} or {Names[0]}-{Names[Names.Length - 1]}";

        public bool Accepts(string part) => part[0] is '*' or '?'
            ? part.Length == 1 || (part[1] == '/' && IsStep(part.Substring(2)))
            : part.Split(',').All(IsItem);

        public bool IsValue(string text) => IsNumber(text, Least, Most) || Names.Contains(text, StringComparer.OrdinalIgnoreCase);

        private bool IsItem(string item) => item.Split('/') switch
        {
            [var range] => IsRange(range),
            [var range, var step] => IsRange(range) && IsStep(step),
            _ => false,
        };

        private bool IsRange(string range) => range.Split('-') is { Length: <= 2 } ends && ends.All(IsValue);

        private bool IsStep(string step) => IsNumber(step, 1, Most);
    }
}
