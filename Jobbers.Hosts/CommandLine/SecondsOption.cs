using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Jobbers.Hosts.CommandLine;

/// <summary>An option that takes a number of seconds: the parser's own refusal would name a type of .NET, which nobody who calls it knows.</summary>
internal static class SecondsOption
{
    /// <summary>One that may be left out.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="help">What it does.</param>
    public static Option<double?> Create(string name, string help) => new(name) { Description = help, CustomParser = result => Read(result) };

    /// <summary>One that is <paramref name="usual"/> when it is left out.</summary>
    public static Option<double> Create(string name, string help, double usual) =>
        new(name) { Description = help, DefaultValueFactory = _ => usual, CustomParser = result => Read(result) ?? usual };

    private static double? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
            return seconds;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{text}': it must be a number of seconds.");
        return null;
    }
}
