using System.Text;

namespace Jobbers.Analyzers.Contracts;

/// <summary>Writes contracts as <c>contracts write</c> does: two spaces, one member a line. So a fix and the command leave the same file.</summary>
internal static class ContractText
{
    public static string Of(JsonNode node, int depth)
    {
        var text = new StringBuilder();
        Write(text, node, depth);
        return text.ToString();
    }

    public static string Quote(string name) => "\"" + name.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private static void Write(StringBuilder text, JsonNode node, int depth)
    {
        if (node.Members is { } members)
            WriteAll(text, '{', '}', depth, members, m => Write(text.Append(Quote(m.Name)).Append(": "), m.Value, depth + 1));
        else if (node.Items is { } items)
            WriteAll(text, '[', ']', depth, items, i => Write(text, i, depth + 1));
        else
            text.Append(node.Text);
    }

    private static void WriteAll<T>(StringBuilder text, char open, char close, int depth, IReadOnlyList<T> parts, Action<T> write)
    {
        text.Append(open);
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(' ', (depth + 1) * 2);
            write(parts[i]);
        }

        if (parts.Count > 0)
            text.Append('\n').Append(' ', depth * 2);
        text.Append(close);
    }
}
