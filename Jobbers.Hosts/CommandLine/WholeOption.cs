using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Jobbers.Hosts.CommandLine;

/// <summary>An option that takes a whole number; refused like <see cref="SecondsOption"/>, in words that name no type of .NET.</summary>
internal static class WholeOption
{
    /// <summary>One that may be left out.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="help">What it does.</param>
    public static Option<int?> Create(string name, string help) => new(name) { Description = help, CustomParser = Read };

    private static int? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{text}': it must be a whole number.");
        return null;
    }
}
