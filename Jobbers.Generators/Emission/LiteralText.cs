using System.Globalization;
using System.Text;
using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>Constants as C#.</summary>
internal static class LiteralText
{
    public static string CSharp(LiteralModel literal, PayloadType type) => literal.Kind switch
    {
        LiteralKind.Default => type.IsNullable ? "null" : "default",
        LiteralKind.Integer when type.Kind == PayloadKind.Int64 => literal.Text + "L",
        LiteralKind.Integer when type.Kind == PayloadKind.UInt64 => literal.Text + "UL",
        LiteralKind.Integer when type.Kind == PayloadKind.UInt32 => literal.Text + "U",
        _ => CSharp(literal),
    };

    /// <summary>Where its own kind says enough: anything but a default and the longer integers.</summary>
    public static string CSharp(LiteralModel literal) => literal.Kind switch
    {
        LiteralKind.Single => literal.Text + "f",
        LiteralKind.Double => literal.Text + "d",
        LiteralKind.Decimal => literal.Text + "m",
        LiteralKind.Char => "'" + Escape(literal.Text, '\'') + "'",
        LiteralKind.String => Quote(literal.Text),
        LiteralKind.Enum => literal.Owner + "." + CSharpName.Escape(literal.Text),
        _ => literal.Text,
    };

    public static string Quote(string text) => "\"" + Escape(text, '"') + "\"";

    public static string QuoteOrNull(string? text) => text is null ? "null" : Quote(text);

    private static string Escape(string text, char quote)
    {
        var result = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter == quote || letter == '\\')
                result.Append('\\').Append(letter);
            else if (letter == '\n')
                result.Append("\\n");
            else if (char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029')
                result.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            else
                result.Append(letter);
        }

        return result.ToString();
    }
}
