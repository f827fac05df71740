using System.Text.Json;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Answers as people read them in a terminal. What tasks wrote cannot steer it: control characters are shown as '?'.</summary>
internal static class TerminalText
{
    public static string Clean(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));

    /// <summary>A member as text, true and false as JSON has them; empty when it is absent or null.</summary>
    public static string Member(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => Clean(value.ToString()),
    };

    /// <summary>Rows under headings, each column as wide as its widest cell.</summary>
    public static void WriteTable(TextWriter output, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        foreach (var row in rows.Prepend(headings))
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>Every member of an object, one a line.</summary>
    public static void WriteMembers(TextWriter output, JsonElement json)
    {
        var members = json.EnumerateObject().ToList();
        var width = members.Select(member => member.Name.Length).DefaultIfEmpty().Max();
        foreach (var member in members)
            output.WriteLine($"{member.Name.PadRight(width)}  {Member(json, member.Name)}");
    }
}
