using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Jobbers.Hosts.Configuration;

/// <summary>Reads settings from their three places and gathers every bad value, so that all of them are named at once.</summary>
/// <param name="configuration">The environment, and appsettings.json.</param>
/// <param name="given">What goes before both, by the name of its option.</param>
/// <param name="isByCode">Whether that was given as options of <c>AddJobbers</c>, and not on a command line.</param>
internal sealed class SettingReader(IConfiguration configuration, IReadOnlyDictionary<string, string> given, bool isByCode = false)
{
    private readonly List<string> _problems = [];

    /// <summary>The text set, or null. A blank text counts as not set, also a blank environment variable before a key that is set in appsettings.json.</summary>
    public string? Text(Setting setting)
    {
        if (setting.Option is not null && given.TryGetValue(setting.Option, out var text))
            return text;
        return Unblank(configuration[setting.Variable]) ?? Unblank(configuration[Path(setting)]);
    }

    /// <summary>
    /// The text of a setting without which a guard is off, or null when it is not set at all. Set but blank, as when a deployment's secret is
    /// missing, or a list where a text is wanted, is refused: it must not count as not set.
    /// </summary>
    /// <param name="setting">The setting; one without an option.</param>
    /// <param name="blank">What is said of it when it is blank: a sentence that goes on behind its name.</param>
    public string? Guard(Setting setting, string blank)
    {
        var text = Text(setting);
        var variable = configuration[setting.Variable];
        var isBlank = variable is null ? text is null && configuration.GetSection(Path(setting)).Exists() : Unblank(variable) is null;
        if (isBlank)
            _problems.Add($"{setting.Variable} {blank}");
        return text;
    }

    public int Whole(Setting setting, int fallback, int min, int max)
    {
        if (Text(setting) is not { } text)
            return fallback;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Refuse(setting, text, $"must be a whole number from {min} to {max}");
        return fallback;
    }

    public TimeSpan Seconds(Setting setting, double fallback, double min, double max)
    {
        if (Text(setting) is not { } text)
            return TimeSpan.FromSeconds(fallback);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return TimeSpan.FromSeconds(number);
        Refuse(setting, text, string.Create(CultureInfo.InvariantCulture, $"must be seconds from {min} to {max}"));
        return TimeSpan.FromSeconds(fallback);
    }

    public bool Flag(Setting setting) => Flag(setting, Text(setting));

    /// <summary>A flag that puts a guard on: set but blank is refused, see <see cref="Guard"/>.</summary>
    public bool GuardFlag(Setting setting) => Flag(setting, Guard(setting, "is set and blank. Set it to 1 or 0, or do not set it."));

    private bool Flag(Setting setting, string? written)
    {
        switch (written?.ToLowerInvariant())
        {
            case null or "0" or "false":
                return false;
            case "1" or "true":
                return true;
            case var text:
                Refuse(setting, text, "must be 1 or 0");
                return false;
        }
    }

    /// <summary>One of a few words, the first of which is the default.</summary>
    public string Word(Setting setting, params ReadOnlySpan<string> allowed)
    {
        if (Text(setting) is not { } text)
            return allowed[0];
        var word = text.ToLowerInvariant();
        if (allowed.Contains(word))
            return word;
        Refuse(setting, text, $"must be {string.Join(" or ", allowed.ToArray())}");
        return allowed[0];
    }

    /// <summary>Records a bad value.</summary>
    public void Refuse(Setting setting, string value, string allowed) => _problems.Add($"{Name(setting)} is '{value}': it {allowed}.");

    /// <summary>Records a bad value that may hold a secret: it is not repeated.</summary>
    public void RefuseUnseen(Setting setting, string allowed) =>
        _problems.Add($"{Name(setting)} {allowed}. What it is now is not shown: it may hold a password.");

    /// <exception cref="SettingsException">Some value was bad; the message names all of them.</exception>
    public void ThrowIfBad()
    {
        if (_problems.Count > 0)
            throw new SettingsException(string.Join(Environment.NewLine, _problems));
    }

    /// <summary>What the user wrote a setting in, for a sentence about it.</summary>
    public string Name(Setting setting)
    {
        if (setting.Option is null || !given.ContainsKey(setting.Option))
            return setting.Variable;
        return isByCode ? $"options.{setting.Key}" : setting.Option;
    }

    private static string? Unblank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Path(Setting setting) => $"Jobbers:{setting.Key}";
}
