using System.Globalization;
using System.Text;
using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>
/// Writes compact JSON. It never holds three quotes in a row nor a line end, so it can stand in a raw string literal as it is.
/// </summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new();
    private bool _needsComma;

    public JsonText Name(string name)
    {
        Separate();
        _text.Append(Quote(name)).Append(':');
        _needsComma = false;
        return this;
    }

    public JsonText Open(char bracket)
    {
        Separate();
        _text.Append(bracket);
        _needsComma = false;
        return this;
    }

    public JsonText Close(char bracket)
    {
        _text.Append(bracket);
        _needsComma = true;
        return this;
    }

    /// <summary>A string.</summary>
    public JsonText Text(string value) => Raw(Quote(value));

    /// <summary>JSON as it is.</summary>
    public JsonText Raw(string json)
    {
        Separate();
        _text.Append(json);
        _needsComma = true;
        return this;
    }

    public JsonText Number(int value) => Raw(value.ToString(CultureInfo.InvariantCulture));

    public JsonText Literal(LiteralModel literal) => Raw(literal.Kind switch
    {
        LiteralKind.Default => "null",
        LiteralKind.Char or LiteralKind.String or LiteralKind.Enum => Quote(literal.Text),
        _ => literal.Text,
    });

    public override string ToString() => _text.ToString();

    private void Separate()
    {
        if (_needsComma)
            _text.Append(',');
    }

    private static string Quote(string text)
    {
        var result = new StringBuilder("\"", text.Length + 2);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter is '"' or '\\')
                result.Append('\\').Append(letter);
            else if (char.IsControl(letter) || letter is '\u2028' or '\u2029' || IsLoneSurrogate(text, i))
                result.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            else
                result.Append(letter);
        }

        return result.Append('"').ToString();
    }

    private static bool IsLoneSurrogate(string text, int i) =>
        (char.IsHighSurrogate(text[i]) && !(i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])))
        || (char.IsLowSurrogate(text[i]) && !(i > 0 && char.IsHighSurrogate(text[i - 1])));
}
