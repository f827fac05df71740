using System.Text.RegularExpressions;

namespace Jobbers.Analyzers.Tests;

/// <summary>A source with its expected diagnostics written in: <c>{|JOB101:name|}</c>, or <c>{|JOB101,JOB102:name|}</c>.</summary>
internal sealed class Marked
{
    public Marked(string marked)
    {
        var spans = new List<(string Id, int Start, int Length)>();
        var removed = 0;
        Source = Regex.Replace(marked, @"\{\|(JOB\d+(?:,JOB\d+)*):(.*?)\|\}", match =>
        {
            var text = match.Groups[2].Value;
            foreach (var id in match.Groups[1].Value.Split(','))
                spans.Add((id, match.Index - removed, text.Length));
            removed += match.Length - text.Length;
            return text;
        });
        Expected = spans;
    }

    public string Source { get; }

    public IReadOnlyList<(string Id, int Start, int Length)> Expected { get; }
}
