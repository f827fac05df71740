using Jobbers.Hosts.Configuration;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Processes;

/// <summary>Says at start what the user should know of the store that was chosen. It does not wait for the store.</summary>
internal static partial class StoreNote
{
    public static void Say(ILoggerFactory logging, StoreChoice choice)
    {
        if (choice.Note is { } note)
            Log(logging.CreateLogger("Jobbers"), note);
    }

    [LoggerMessage(51, LogLevel.Information, "{Note}")]
    private static partial void Log(ILogger logger, string note);
}
