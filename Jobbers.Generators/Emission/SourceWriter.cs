using System.Text;

namespace Jobbers.Generators.Emission;

/// <summary>Writes indented lines. Line ends are always <c>\n</c>: the same input gives the same output on every system.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
        return this;
    }

    /// <summary>A line one step in: the continuation of the one before.</summary>
    public SourceWriter Indented(string line)
    {
        _depth++;
        Line(line);
        _depth--;
        return this;
    }

    /// <summary>A line and an opening brace.</summary>
    public SourceWriter Open(string line)
    {
        Line(line).Line("{");
        _depth++;
        return this;
    }

    public SourceWriter Close(string end = "}")
    {
        _depth--;
        return Line(end);
    }

    /// <summary>An XML comment; left out when there is nothing to say.</summary>
    public SourceWriter Doc(string element, string? text)
    {
        if (text is null)
            return this;
        var close = element.Split(' ')[0];
        return Line($"/// <{element}>{XmlText.Escape(text)}</{close}>");
    }

    public override string ToString() => _text.ToString();
}
