using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Jobbers.Hosts.Processes;

/// <summary>How processes log to the console: one line a message, UTC, the frameworks' own chatter left out.</summary>
internal static class ProcessLogging
{
    /// <summary>For what happens before a host exists.</summary>
    public static ILoggerFactory Create(IConfiguration configuration) => LoggerFactory.Create(logging => Configure(logging, configuration));

    /// <summary>Sets up the console. What the section <c>Logging</c> says of levels goes before our own choice.</summary>
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration)
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
        logging.AddConfiguration(configuration.GetSection("Logging"));
    }

    /// <summary>
    /// Leaves a stack out of the console that the host writes when its start fails: an address that cannot be listened at is said in one sentence, and
    /// what else it is ends the process by itself, with the same stack.
    /// </summary>
    /// <param name="logging">The host's.</param>
    /// <param name="hasStarted">Whether the start is over.</param>
    public static void MuteFailingStart(ILoggingBuilder logging, Func<bool> hasStarted) =>
        logging.AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", level => level >= (hasStarted() ? LogLevel.Warning : LogLevel.Critical));
}
