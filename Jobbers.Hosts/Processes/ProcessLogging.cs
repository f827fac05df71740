using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Jobbers.Hosts.Processes;

/// <summary>How processes log to the console: one line a message, UTC, the frameworks' own chatter left out.</summary>
internal static class ProcessLogging
{
    /// <summary>For what happens before a host exists.</summary>
    public static ILoggerFactory Create() => LoggerFactory.Create(Configure);

    public static void Configure(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
    }
}
