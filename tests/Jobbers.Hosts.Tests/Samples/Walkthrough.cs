using System.Text.Json;

namespace Jobbers.Hosts.Tests.Samples;

/// <summary>The commands of a README and the answers it shows: a <c>bash</c> block with <c>curl</c>, then a <c>json</c> block.</summary>
internal static class Walkthrough
{
    private const string Anything = "…";

    public static IReadOnlyList<(string Command, string Answer)> Read(string file)
    {
        var steps = new List<(string, string)>();
        string? command = null;
        foreach (var (language, text) in Blocks(File.ReadAllLines(file)))
        {
            if (language == "bash")
                command = text.StartsWith("curl", StringComparison.Ordinal) ? text : null;
            else if (language == "json" && command is not null)
                steps.Add((command, text));
        }

        return steps;
    }

    /// <summary>Says where an answer is not what the README shows: members not shown may be there, <c>…</c> stands for anything.</summary>
    public static string? Difference(JsonElement shown, JsonElement answered, string path = "answer")
    {
        if (shown.ValueKind == JsonValueKind.String && shown.GetString() == Anything)
            return null;
        if (shown.ValueKind != answered.ValueKind)
            return $"{path}: {answered}";
        switch (shown.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in shown.EnumerateObject())
                {
                    if (!answered.TryGetProperty(member.Name, out var value))
                        return $"{path}.{member.Name} is missing";
                    if (Difference(member.Value, value, $"{path}.{member.Name}") is { } inner)
                        return inner;
                }

                return null;
            case JsonValueKind.Array when shown.GetArrayLength() == answered.GetArrayLength():
                return shown.EnumerateArray().Zip(answered.EnumerateArray(), (s, a) => Difference(s, a, $"{path}[]")).FirstOrDefault(found => found is not null);
            default:
                return shown.GetRawText() == answered.GetRawText() ? null : $"{path}: {answered}";
        }
    }

    private static IEnumerable<(string Language, string Text)> Blocks(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal) || lines[i].Length == 3)
                continue;
            var end = Array.IndexOf(lines, "```", i + 1);
            yield return (lines[i][3..], string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }
}
