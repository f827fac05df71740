using System.CommandLine;
using System.CommandLine.Parsing;

namespace Jobbers.Hosts.CommandLine;

/// <summary>Says which word of a command line is none, and which may have been meant.</summary>
internal static class TypoHints
{
    /// <summary>The most letters that a word may be off.</summary>
    private const int MostEdits = 3;

    /// <summary>One sentence for each word that is none.</summary>
    /// <param name="parsed">What the parser made of the command line.</param>
    /// <param name="args">The command line as it was typed.</param>
    public static IEnumerable<string> Describe(ParseResult parsed, IReadOnlyList<string> args)
    {
        var command = parsed.CommandResult.Command;
        var isValue = false;
        foreach (var token in parsed.UnmatchedTokens.Concat(TakenForValues(parsed, args)))
        {
            var isOption = token.StartsWith('-');
            // What stands behind an unknown option is most likely its value.
            if (!isOption && isValue)
                continue;
            isValue = isOption && !token.Contains('=', StringComparison.Ordinal);
            var word = token.Split('=')[0];
            var meant = Meant(word, isOption ? Options(command) : command.Subcommands.Where(static verb => !verb.Hidden).Select(static verb => verb.Name));
            yield return meant.Length == 0
                ? $"There is no {(isOption ? "option" : "command")} '{word}' here."
                : $"There is no {(isOption ? "option" : "command")} '{word}' here; did you mean {string.Join(" or ", meant)}?";
        }
    }

    /// <summary>
    /// Mistyped options that the parser took for ids, names or values of other options. What is meant to be one though it looks like an option is said
    /// behind "--", or of an option as --tag=--odd.
    /// </summary>
    private static IEnumerable<string> TakenForValues(ParseResult parsed, IReadOnlyList<string> args)
    {
        Token? before = null;
        foreach (var token in parsed.Tokens.TakeWhile(static token => token.Type != TokenType.DoubleDash))
        {
            if (token.Type == TokenType.Argument && IsLikeOption(token.Value) && !parsed.UnmatchedTokens.Contains(token.Value) && !IsJoined(before, token, args))
                yield return token.Value;
            before = token;
        }
    }

    /// <summary>Negative numbers are none, and the dash alone.</summary>
    private static bool IsLikeOption(string word) => word.StartsWith("--", StringComparison.Ordinal) || (word is ['-', var letter, ..] && char.IsLetter(letter));

    private static bool IsJoined(Token? option, Token value, IReadOnlyList<string> args) =>
        option is { Type: TokenType.Option } && (args.Contains($"{option.Value}={value.Value}") || args.Contains($"{option.Value}:{value.Value}"));

    /// <summary>Options in full; what has one letter resembles everything short.</summary>
    private static IEnumerable<string> Options(Command command) =>
        command.Options.Where(static option => !option.Hidden).Select(static option => option.Name).Where(static name => name.StartsWith("--", StringComparison.Ordinal));

    /// <summary>Words that begin like it; else those that are nearest, when they are near.</summary>
    private static string[] Meant(string word, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string[] begun = [.. names.Where(name => word.Trim('-').Length > 1 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        if (begun.Length > 0)
            return begun;
        var near = names.Select(name => (Name: name, Edits: Edits(word.Trim('-'), name.Trim('-')))).Where(at => at.Edits <= Math.Min(MostEdits, at.Name.Trim('-').Length / 2)).ToList();
        return [.. near.Where(at => at.Edits == near.Min(other => other.Edits)).Select(at => at.Name)];
    }

    /// <summary>How many letters must be added, left out or changed to make one word the other (Levenshtein).</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[to.Length];
    }
}
