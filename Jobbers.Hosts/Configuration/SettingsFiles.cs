using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Configuration;

/// <summary>Says what is wrong with a settings file, where reading it would end in a stack.</summary>
internal static class SettingsFiles
{
    /// <summary>Reads what reads settings files, and nothing else.</summary>
    /// <exception cref="SettingsException">A file is malformed or may not be read.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException malformed)
        {
            // It names the file; what is wrong inside is in what it wraps.
            throw new SettingsException($"{malformed.Message.TrimEnd('.')}{Trouble(malformed)} Correct the file, or take it away to do without it.");
        }
        catch (UnauthorizedAccessException unreadable)
        {
            throw new SettingsException($"A settings file cannot be read: {unreadable.Message} Let this user read it, or take it away to do without it.");
        }
    }

    /// <summary>Makes sure that each level of <c>Logging:LogLevel</c>, also below a provider's name, is one: logging itself would end in a stack.</summary>
    /// <exception cref="SettingsException">One is none.</exception>
    public static void CheckLogLevels(IConfiguration configuration)
    {
        var logging = configuration.GetSection("Logging");
        var wrong = logging.GetChildren().Append(logging)
            .SelectMany(static place => place.GetSection("LogLevel").GetChildren())
            .FirstOrDefault(static level => !string.IsNullOrEmpty(level.Value) && !Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _));
        if (wrong is not null)
            throw new SettingsException($"{wrong.Path} is '{wrong.Value}': it must be {string.Join(" or ", Enum.GetNames<LogLevel>())}.");
    }

    private static string Trouble(Exception malformed)
    {
        var trouble = malformed.InnerException;
        while (trouble?.InnerException is { } inner)
            trouble = inner;
        return trouble switch
        {
            // Its text ends with the same position, counted from 0.
            JsonException { LineNumber: { } line } json => $", line {line + 1}: {json.Message.Split(" LineNumber:")[0]}",
            { } other => $": {other.Message}",
            null => ".",
        };
    }
}
