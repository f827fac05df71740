using System.Text.Json;

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
