using System.Globalization;
using System.Text;

namespace Jobbers.Analyzers.Contracts;

/// <summary>Reads JSON for the baseline. An analyzer cannot bring System.Text.Json along, and the file is small and our own.</summary>
internal sealed class JsonParser(string text)
{
    private int _at;

    /// <summary>Null when it is no JSON, or something follows it.</summary>
    public static JsonNode? Parse(string text) => Parse(text, out _);

    /// <param name="text">The file.</param>
    /// <param name="end">How far it is JSON; its length when all of it is.</param>
    public static JsonNode? Parse(string text, out int end)
    {
        var parser = new JsonParser(text);
        JsonNode? node = null;
        try
        {
            node = parser.Value(depth: 0);
            parser.Space();
        }
        catch (FormatException)
        {
            node = null;
        }

        end = Math.Min(parser._at, text.Length);
        return end == text.Length ? node : null;
    }

    public static string Unquote(string quoted)
    {
        var result = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] != '\\')
            {
                result.Append(quoted[i]);
                continue;
            }

            i++;
            if (quoted[i] == 'u')
            {
                result.Append((char)int.Parse(quoted.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }

            result.Append(quoted[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
        }

        return result.ToString();
    }

    private JsonNode Value(int depth)
    {
        if (depth > 200)
            throw new FormatException();
        Space();
        return Peek() switch
        {
            '{' => Object(depth),
            '[' => List(depth),
            '"' => new JsonNode(Quoted(), null, null),
            _ => new JsonNode(Bare(), null, null),
        };
    }

    private JsonNode Object(int depth)
    {
        var members = new List<JsonMember>();
        _at++;
        for (Space(); Peek() != '}'; Space())
        {
            if (members.Count > 0)
                Take(',');
            Space();
            var start = _at;
            var name = Unquote(Quoted());
            Space();
            Take(':');
            members.Add(new JsonMember(name, Value(depth + 1), start, _at));
        }

        _at++;
        return new JsonNode(null, members, null);
    }

    private JsonNode List(int depth)
    {
        var items = new List<JsonNode>();
        _at++;
        for (Space(); Peek() != ']'; Space())
        {
            if (items.Count > 0)
                Take(',');
            items.Add(Value(depth + 1));
        }

        _at++;
        return new JsonNode(null, null, items);
    }

    private string Quoted()
    {
        var start = _at;
        Take('"');
        while (Peek() != '"')
            _at += Peek() == '\\' ? EscapeLength() : 1;
        _at++;
        return text.Substring(start, _at - start);
    }

    /// <summary>Seen to here, because a string is unquoted only when somebody asks for it: too late to say that the file is broken.</summary>
    private int EscapeLength()
    {
        if (_at + 1 >= text.Length || text[_at + 1] != 'u')
            return 2;
        return _at + 6 <= text.Length && text.Skip(_at + 2).Take(4).All(Uri.IsHexDigit) ? 6 : throw new FormatException();
    }

    private string Bare()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '-' or '+' or '.'))
            _at++;
        return _at > start ? text.Substring(start, _at - start) : throw new FormatException();
    }

    private char Peek() => _at < text.Length ? text[_at] : throw new FormatException();

    private void Take(char expected)
    {
        if (Peek() != expected)
            throw new FormatException();
        _at++;
    }

    private void Space()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
    }
}
